//! Places that do not exist, in a postcode area that does not exist, with numbers that nobody has.

/// First halves of street names.
pub(crate) const STREET_STARTS: &[&str] = &[
    "Quillmarsh",
    "Tansyfield",
    "Wrenhallow",
    "Larkspindle",
    "Osierbeck",
    "Thistlemead",
    "Candlewick Moor",
    "Bramblecote",
    "Fennelgate",
    "Hazelwhin",
    "Mistlethorpe",
    "Orchardlea",
    "Pipistrelle",
    "Rushlight",
    "Saltersby",
    "Teaselbank",
    "Umberfold",
    "Velvetmoss",
    "Willowstrand",
    "Yarrowby",
];

/// Second halves of street names.
pub(crate) const STREET_ENDS: &[&str] = &[
    "Avenue", "Close", "Court", "Crescent", "Gardens", "Lane", "Rise", "Road", "Row", "Street", "Terrace",
    "Walk",
];

/// Towns and villages.
pub(crate) const TOWNS: &[&str] = &[
    "Alderbrook",
    "Nether Alderbrook",
    "Osierham",
    "Quillmarsh Cross",
    "Saltersby-on-the-Wold",
    "Wrenhallow",
];

/// Letters for the second half of a postcode of area ZZ.
pub(crate) const POSTCODE_LETTERS: &[char] =
    &['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y', 'Z'];

/// Schools and nurseries.
pub(crate) const SCHOOLS: &[&str] = &[
    "Thistlemead Primary School",
    "Osierbeck Infants",
    "Saint Osyth's at Wrenhallow",
    "Umberfold Academy",
    "The Little Teasel Nursery",
    "Larkspindle Special School",
];

/// Places of work.
pub(crate) const WORKPLACES: &[&str] = &[
    "Pennywhistle Bakery, early shift",
    "Osierham Royal Infirmary, laundry",
    "Quillmarsh Cold Store, nights",
    "Wrenhallow Library, front desk",
    "Yarrowby Care Home, days",
    "Saltersby Bus Garage, cleaning",
];

/// Places where people agree to meet.
pub(crate) const MEETING_PLACES: &[&str] = &[
    "Wrenhallow Library, the room behind the local history shelves",
    "Osierham Leisure Centre, cafe upstairs",
    "Teaselbank Health Centre, room four",
    "Umberfold Children's Centre, garden door",
    "Alderbrook office, side entrance",
    "Quillmarsh Cross Methodist Hall, kitchen",
];

/// Vehicles.
pub(crate) const VEHICLES: &[&str] = &[
    "Silver estate car with a roof rack, number not seen",
    "White van, ladder on top, number not seen",
    "Dark green hatchback with a dented rear door",
    "Black motorcycle with a loud exhaust",
];

/// Domains that are kept free for examples.
pub(crate) const MAIL_DOMAINS: &[&str] = &["example.org", "example.net"];

/// The first part of email addresses that tell nothing about who writes.
pub(crate) const MAILBOXES: &[&str] = &[
    "teapot",
    "bluebell",
    "marmalade",
    "kingfisher",
    "lighthouse",
    "pebble",
    "harvest",
    "mandolin",
    "saffron",
];
