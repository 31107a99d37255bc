//! Names from many places, first names and family names apart. Joined by chance, they name nobody.

use crate::tale::Gender;

/// Where a family's names come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    British,
    BritishDeaf,
    Irish,
    IrishTraveller,
    SouthAsian,
    EastAsian,
    Vietnamese,
    Filipino,
    WestAfrican,
    EastAfrican,
    Caribbean,
    Arab,
    TurkishKurdish,
    Persian,
    EasternEuropean,
    Romanian,
    Roma,
    Ukrainian,
    Portuguese,
    Jewish,
}

type Names = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// For people who use a name that tells no gender.
const NEUTRAL: &[&str] = &["Rowan", "Ash", "Robin", "Sasha", "Arin", "Noor", "Sky", "Jules", "Kit", "Ariel"];

/// First names of children.
pub(crate) const CHILDREN: &[&str] = &[
    "Amira", "Leo", "Tomasz", "Zainab", "Freya", "Kofi", "Mila", "Idris", "Niamh", "Jaden", "Elif", "Oskar",
    "Anaya", "Caleb", "Lowri", "Yusuf", "Daria", "Rory", "Imani", "Teodor", "Skye", "Hamza", "Wren", "Arjun",
    "Bella", "Mateo", "Ottilie", "Femi", "Saoirse", "Kai",
];

impl Origin {
    /// All of them.
    pub(crate) const ALL: &'static [Self] = &[
        Self::British,
        Self::BritishDeaf,
        Self::Irish,
        Self::IrishTraveller,
        Self::SouthAsian,
        Self::EastAsian,
        Self::Vietnamese,
        Self::Filipino,
        Self::WestAfrican,
        Self::EastAfrican,
        Self::Caribbean,
        Self::Arab,
        Self::TurkishKurdish,
        Self::Persian,
        Self::EasternEuropean,
        Self::Romanian,
        Self::Roma,
        Self::Ukrainian,
        Self::Portuguese,
        Self::Jewish,
    ];

    /// First names that fit.
    pub(crate) const fn first_names(self, gender: Gender) -> &'static [&'static str] {
        let (women, men, _) = self.names();
        match gender {
            Gender::Woman => women,
            Gender::Man => men,
            Gender::NonBinary => NEUTRAL,
        }
    }

    /// Family names.
    pub(crate) const fn family_names(self) -> &'static [&'static str] {
        self.names().2
    }

    const fn names(self) -> Names {
        match self {
            Self::British => BRITISH,
            Self::BritishDeaf => BRITISHDEAF,
            Self::Irish => IRISH,
            Self::IrishTraveller => IRISHTRAVELLER,
            Self::SouthAsian => SOUTHASIAN,
            Self::EastAsian => EASTASIAN,
            Self::Vietnamese => VIETNAMESE,
            Self::Filipino => FILIPINO,
            Self::WestAfrican => WESTAFRICAN,
            Self::EastAfrican => EASTAFRICAN,
            Self::Caribbean => CARIBBEAN,
            Self::Arab => ARAB,
            Self::TurkishKurdish => TURKISHKURDISH,
            Self::Persian => PERSIAN,
            Self::EasternEuropean => EASTERNEUROPEAN,
            Self::Romanian => ROMANIAN,
            Self::Roma => ROMA,
            Self::Ukrainian => UKRAINIAN,
            Self::Portuguese => PORTUGUESE,
            Self::Jewish => JEWISH,
        }
    }
}

const BRITISH: Names = (
    &["Joanne", "Kirsty", "Bethan", "Rhian", "Maureen", "Tess", "Philippa", "Dawn", "Morag", "Sheila"],
    &["Gareth", "Callum", "Stuart", "Alun", "Neville", "Kieran", "Dougal", "Martin", "Rhys", "Clive"],
    &[
        "Ashbrook",
        "Tamblyn",
        "Pryderi",
        "Hallett",
        "Muirhead",
        "Wragg",
        "Fenwick",
        "Oldroyd",
        "Penhale",
        "Strachan",
        "Lightbown",
        "Cotterell",
    ],
);
const BRITISHDEAF: Names = (
    &["Carolyn", "Gillian", "Heather", "Lorna", "Ruthie", "Megan"],
    &["Alistair", "Gordon", "Desmond", "Leigh", "Trevor", "Huw"],
    &["Whitlock", "Marland", "Sugden", "Treloar", "Birchall", "Cadman"],
);
const IRISH: Names = (
    &["Gráinne", "Nuala", "Bríd", "Aoibheann", "Dervla", "Sorcha", "Noreen"],
    &["Fergal", "Declan", "Cathal", "Donncha", "Malachy", "Eamonn", "Ruairí"],
    &["Mulvihill", "Ó Loinsigh", "Geraghty", "Tansey", "Cuddihy", "Heneghan", "Scully"],
);
const IRISHTRAVELLER: Names = (
    &["Bridget", "Winifred", "Kathleen", "Margaretta", "Philomena"],
    &["Miley", "Dinny", "Simey", "Johnjoe", "Tommy"],
    &["Connorton", "Quilliganne", "Wardell", "Doranty", "Sherrid"],
);
const SOUTHASIAN: Names = (
    &[
        "Harleen",
        "Sadia",
        "Nasreen",
        "Meenakshi",
        "Rukhsana",
        "Gurleen",
        "Farzana",
        "Jaspreet",
        "Anjali",
        "Tahmina",
    ],
    &["Balwinder", "Imtiaz", "Kamal", "Rakesh", "Tariq", "Dilip", "Harjit", "Nadeem", "Suresh", "Shafiq"],
    &[
        "Dhanoa",
        "Chaudhri",
        "Lakhani",
        "Rehmanzai",
        "Bhogal",
        "Mistri",
        "Sethuraman",
        "Kharbanda",
        "Talukdar",
        "Mehrabi",
    ],
);
const EASTASIAN: Names = (
    &["Mei-Ling", "Xiuying", "Wing-Yan", "Suyin", "Hui-Min", "Lihua"],
    &["Guowei", "Chi-Keung", "Wei-Han", "Jianping", "Ka-Ho", "Zhihao"],
    &["Tsang-Lau", "Fung", "Ouyang", "Hsieh", "Yip", "Lok"],
);
const VIETNAMESE: Names = (
    &["Bích", "Thảo", "Ngọc", "Hạnh", "Loan", "Tuyết"],
    &["Dũng", "Khải", "Phúc", "Vinh", "Thành", "Long"],
    &["Đoàn", "Lương", "Quách", "Tạ", "Vũ", "Lê"],
);
const FILIPINO: Names = (
    &["Marisol", "Luzviminda", "Corazon", "Divina", "Rowena"],
    &["Rodel", "Jun-Jun", "Arnel", "Crisanto", "Edwin"],
    &["Dimaculangan", "Batungbakal", "Salonga-Rey", "Magpantay", "Lacson-Uy"],
);
const WESTAFRICAN: Names = (
    &["Abena", "Folasade", "Ngozi", "Adwoa", "Ebele", "Mariama", "Titilayo"],
    &["Kwabena", "Obinna", "Babatunde", "Kojo", "Emeka", "Lamin", "Sulaiman"],
    &["Ofosuhene", "Adeyinka", "Okwuosa", "Bangura", "Asamoah", "Eghan", "Nwokolo"],
);
const EASTAFRICAN: Names = (
    &["Hodan", "Selamawit", "Ifrah", "Nakato", "Faduma", "Tirhas"],
    &["Abdirahman", "Dawit", "Liban", "Mugisha", "Yonas", "Warsame"],
    &["Guuleed", "Haileab", "Jimcaale", "Kiwanuka", "Tesfalem", "Cabdulle"],
);
const CARIBBEAN: Names = (
    &["Marvalyn", "Shanice", "Yvonne", "Claudette", "Tanisha", "Beverley"],
    &["Delroy", "Winston", "Jermaine", "Everton", "Leroy", "Orville"],
    &["Lattibeaudiere", "Brathwayte", "Pusey", "Gittens", "Clarendon", "Hylton"],
);
const ARAB: Names = (
    &["Rasha", "Iman", "Hanaan", "Suad", "Widad", "Lubna"],
    &["Bassam", "Firas", "Haitham", "Munir", "Samir", "Walid"],
    &["Al-Haddadi", "Zeitoun", "Qabbara", "Mansouri", "Bouzidi", "Shamsan"],
);
const TURKISHKURDISH: Names = (
    &["Berîvan", "Zeynep", "Rojda", "Sevgi", "Gülistan", "Dilan"],
    &["Serhat", "Cemal", "Rêzan", "Murat", "Azad", "Baran"],
    &["Karadere", "Özbulut", "Şahinkaya", "Dersimi", "Yıldırgan", "Akbaba"],
);
const PERSIAN: Names = (
    &["Parisa", "Zahra", "Laleh", "Shirin", "Mahsa", "Golnar"],
    &["Behrouz", "Farhad", "Omid", "Navid", "Siamak", "Hamid"],
    &["Ghorbanzad", "Tavakkol", "Sohrabiyan", "Nikpay", "Daryaei", "Hotaki"],
);
const EASTERNEUROPEAN: Names = (
    &["Agnieszka", "Rasa", "Bożena", "Ilze", "Małgorzata", "Jolanta", "Daiva"],
    &["Zbigniew", "Vytas", "Mirosław", "Andris", "Radek", "Tomasz", "Gintaras"],
    &["Wrona", "Kalnins", "Gołąb", "Bieliak", "Stanek", "Pieczka", "Mazur"],
);
const ROMANIAN: Names = (
    &["Ioana", "Rodica", "Lăcrămioara", "Mirela", "Crina", "Doina"],
    &["Ciprian", "Sorin", "Dragoș", "Petru", "Vasile", "Liviu"],
    &["Bălănuță", "Cozmâncă", "Petrariu", "Munteanca", "Stroescu", "Lupan"],
);
const ROMA: Names = (
    &["Zlatica", "Esmeralda", "Rupa", "Marcela", "Viola"],
    &["Gejza", "Florin", "Ladislav", "Costel", "Ion"],
    &["Horvátik", "Kroščen", "Balogin", "Cioabăr", "Dunkan"],
);
const UKRAINIAN: Names = (
    &["Oksana", "Halyna", "Lesia", "Nadiia", "Iryna"],
    &["Taras", "Bohdan", "Ostap", "Mykola", "Andrii"],
    &["Hryniuk", "Koval-Sych", "Zabolot", "Rudenok", "Panasiuk"],
);
const PORTUGUESE: Names = (
    &["Conceição", "Filipa", "Graça", "Luzia", "Telma"],
    &["Joaquim", "Rui", "Nélson", "Amílcar", "Duarte"],
    &["Quaresmeira", "Tavarela", "Semedo-Lima", "Borralho", "Figueirinha"],
);
const JEWISH: Names = (
    &["Rivka", "Miriam", "Shoshana", "Golda", "Naomi"],
    &["Menachem", "Avrum", "Reuven", "Shimon", "Lazar"],
    &["Gluckstern", "Rozenfarb", "Abendroth", "Perlmuter", "Zilberfarb"],
);
