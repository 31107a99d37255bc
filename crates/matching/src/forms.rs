//! Short forms and spellings of given names: an own table, of names that are common here. Whoever uses one of
//! a line may be written as any other of it. A name may stand in one line only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Each line is one group; its first name stands for all of it.
const GROUPS: &[&str] = &[
    "abdul abdel abdal",
    "abigail abbie abby abi gail",
    "abraham abe bram ibrahim ebrahim ibraheem",
    "adam addy",
    "ahmed ahmad achmed ahmet",
    "aisha ayesha aysha aicha aishah",
    "alan allan allen al",
    "albert bert bertie",
    "alexander alexandra alex alec alexis alessandro sandy sasha lex alexandria",
    "alfred alf alfie fred freddie freddy frederick",
    "alison allison ali alyson",
    "amanda mandy",
    "amelia millie amelie",
    "amir ameer",
    "andrew andy drew andrzej andreas",
    "ann anne anna annie anya hannah ana",
    "anthony tony antony antonio",
    "arthur art artie",
    "barbara babs barb",
    "benjamin ben benny benji",
    "bernard bernie",
    "beverley bev beverly",
    "bradley brad",
    "brian bryan",
    "catherine cath cathy kath kathy katherine kathryn katharine kate katie katy kitty kat cathryn katarzyna catrin",
    "charles charlie charley chas chuck",
    "charlotte lottie",
    "christine christina chrissie tina kristina krystyna",
    "christopher chris kris krzysztof christoph",
    "claire clare clair",
    "cynthia cindy",
    "daniel dan danny danielle dani daniela",
    "david dave davey dai dafydd dawid",
    "deborah deb debbie debra debby",
    "denis dennis den",
    "diana diane dianne di",
    "donald don donnie",
    "dorothy dot dottie dolly",
    "edward ed eddie ted teddy ned edwin",
    "eleanor ellie nell elinor ella eleonora",
    "elizabeth liz lizzie beth betty bess elisabeth eliza lisa libby elspeth elzbieta liza",
    "emily em emilia",
    "emma emmie",
    "eugene gene",
    "fatima fatimah fatema fathima",
    "florence flo florrie",
    "frances fran francis frank frankie francesca franciszek",
    "gabriel gabe gabrielle gabby",
    "geoffrey geoff jeff jeffrey",
    "george georgie georgina",
    "gerald gerry jerry gerard",
    "gillian gill jill jillian",
    "graham graeme",
    "gregory greg",
    "harold harry henry hal hank",
    "hassan hasan",
    "helen ellen nellie helena helene",
    "hussain hussein husain hossain hussien",
    "irene rene",
    "isabel isabella bella isobel izzy isabelle",
    "ismail ismael esmail",
    "jacob jake jakub",
    "jacqueline jackie jacqui",
    "jamal jamaal gamal",
    "james jim jimmy jamie jem",
    "jane janet jan janice",
    "janina nina",
    "jennifer jen jenny jenni",
    "jessica jess jessie",
    "joanne jo joanna joan",
    "john johnny jon jonathan jack ian sean shaun shawn ewan evan ieuan juan ivan",
    "joseph joe joey yusuf yousef yousuf youssef jozef",
    "josephine josie",
    "joshua josh",
    "judith judy judi jude",
    "julia julie jules juliet",
    "karen caren karin",
    "kayleigh kayley kaylee",
    "kelly kelley kellie",
    "kenneth ken kenny",
    "khadija khadijah kadija",
    "khalid khaled",
    "kimberley kim kimberly",
    "laura laurie lauren",
    "lawrence laurence larry",
    "leonard len lenny leo leon",
    "leslie lesley les",
    "lewis louis lou louise luis",
    "lucy lucie lucia",
    "lynda linda lyn lynn lynne",
    "mahmood mahmoud mehmood",
    "malgorzata gosia margaret maggie meg peggy marge margie greta daisy",
    "mariam maryam miriam mary maria marie molly polly mia",
    "mark marc marcus marek",
    "marjorie marj",
    "martin martyn marty",
    "martha mattie",
    "matthew matt mathew mateusz",
    "maureen mo",
    "megan meghan",
    "michael mick mike mickey mikey michal mikhail",
    "michelle shell",
    "mohammed mohamed muhammad mohammad muhammed mohd md mohamad mehmet",
    "mustafa mustapha",
    "nasreen nasrin nasrine",
    "natalie nat natasha tasha",
    "nathan nathaniel nate",
    "nicholas nick nicky nicolas nico",
    "nicola nikki nicole nicki",
    "noor nur nour",
    "norman norm",
    "oliver ollie olly olivia",
    "omar umar",
    "pamela pam",
    "patricia pat patsy tricia trish patti",
    "patrick paddy padraig",
    "paul pawel pauline paula",
    "peter pete piotr",
    "philip phil phillip",
    "piers pierce",
    "rachel rach rachael raquel",
    "raymond ray",
    "rebecca becky bex becca rebekah",
    "richard rick ricky rich dick dickie ryszard",
    "robert rob bob bobby robbie robin",
    "roger rodge",
    "ronald ron ronnie",
    "rosemary rose rosie rosa",
    "roxanne roxy",
    "russell russ",
    "said saeed sayed syed",
    "salma selma",
    "samuel sam sammy samantha sammie",
    "sandra sandie",
    "sarah sara sally sadie zara",
    "sharon shaz",
    "shirley shirl",
    "sidney sid sydney",
    "sophie sophia sofia zofia",
    "stanley stan stanislaw",
    "stephanie steph steffi",
    "stephen steven steve stevie stefan szczepan",
    "stuart stewart stu",
    "susan sue susie suzanne suzie susannah zuzanna",
    "terence terry terrence theresa teresa tess tessa",
    "thomas tom tommy tomasz tomos",
    "timothy tim timmy",
    "toby tobias",
    "tracey tracy",
    "valerie val",
    "vanessa nessa",
    "veronica ronni weronika",
    "victor vic",
    "victoria vicky vikki vicki tori viktoria",
    "vincent vince vinny",
    "virginia ginny",
    "walter wally walt",
    "wilfred wilf",
    "william will bill billy willie liam wil gwilym",
    "winifred winnie",
    "yasmin yasmine jasmine jasmin yasmeen",
    "yvonne vonnie",
    "zachary zach zac zack",
    "zahra zahrah",
    "zoe zoey",
];

static FORMS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let group = |group: &'static str| {
        let mut forms = group.split(' ').peekable();
        let stands = forms.peek().copied().unwrap_or(group);
        forms.map(move |form| (form, stands))
    };
    GROUPS.iter().copied().flat_map(group).collect()
});

/// The form that stands for this part of a name.
pub(crate) fn of(part: &str) -> &str {
    FORMS.get(part).copied().unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_in_one_line_only() {
        let all: Vec<&str> = GROUPS.iter().flat_map(|group| group.split(' ')).collect();
        let twice: Vec<&&str> =
            all.iter().filter(|form| all.iter().filter(|other| other == form).count() > 1).collect();
        assert_eq!(twice, Vec::<&&str>::new());
    }

    #[test]
    fn what_stands_for_a_form_stands_for_itself() {
        for form in FORMS.keys() {
            assert_eq!(of(of(form)), of(form));
        }
    }

    #[test]
    fn every_form_is_written_as_names_are_compared() {
        for form in FORMS.keys() {
            assert!(form.bytes().all(|byte| byte.is_ascii_lowercase()), "{form}");
        }
    }
}
