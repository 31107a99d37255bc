//! The people of the fictional organisation.

use std::collections::BTreeSet;

use access::Role;
use domain::{OrganisationId, RegionId, UserId};

/// A fictional housing provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: &'static str,
}

/// A part of its stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its id.
    pub region: RegionId,
    /// What it is called.
    pub name: &'static str,
}

/// Somebody who works there and can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Their id.
    pub user: UserId,
    /// The name they sign in with, such as `priya.osei`.
    pub login: &'static str,
    /// What they are called.
    pub name: &'static str,
    /// What they do.
    pub role: Role,
    /// The regions they manage or work in; none for those who work for all.
    pub regions: BTreeSet<RegionId>,
}

/// What the organisation is called.
pub(crate) const ORGANISATION: &str = "Alderbrook Homes";

/// Its four regions.
pub(crate) const REGIONS: [&str; 4] =
    ["Alderbrook North", "Osierham Riverside", "Quillmarsh and Villages", "Wrenhallow Harbour"];

/// Login, name, role, and the place of the region in the list above.
pub(crate) type Listed = (&'static str, &'static str, Role, Option<usize>);

/// Everybody.
pub(crate) const STAFF: [Listed; 25] = [
    ("priya.osei", "Priya Osei", Role::CallHandler, None),
    ("callum.vesterby", "Callum Vesterby", Role::CallHandler, None),
    ("amina.torrance", "Amina Torrance", Role::CallHandler, None),
    ("lowri.adeyemo", "Lowri Adeyemo", Role::HousingOfficer, Some(0)),
    ("marek.holloway", "Marek Holloway", Role::HousingOfficer, Some(0)),
    ("shreya.penhallow", "Shreya Penhallow", Role::HousingOfficer, Some(1)),
    ("joel.amankwah", "Joel Amankwah", Role::HousingOfficer, Some(1)),
    ("niamh.karagoz", "Niamh Karagöz", Role::HousingOfficer, Some(2)),
    ("owen.delacour", "Owen Delacour", Role::HousingOfficer, Some(2)),
    ("tanvir.brightmore", "Tanvir Brightmore", Role::HousingOfficer, Some(3)),
    ("greta.olusanya", "Greta Olusanya", Role::HousingOfficer, Some(3)),
    ("helena.marchbanks", "Helena Marchbanks", Role::RegionalManager, Some(0)),
    ("dev.rookwood", "Dev Rookwood", Role::RegionalManager, Some(1)),
    ("catrin.okafor-lunn", "Catrin Okafor-Lunn", Role::RegionalManager, Some(2)),
    ("samir.eastlake", "Samir Eastlake", Role::RegionalManager, Some(3)),
    ("ruth.abernethy-das", "Ruth Abernethy-Das", Role::DaLead, None),
    ("ingrid.quaye", "Ingrid Quaye", Role::Auditor, None),
    ("noor.stapleford", "Noor Stapleford", Role::Administrator, None),
    ("esme.tarrant", "Esme Tarrant", Role::SpecialistCaseworker, None),
    ("idris.vale", "Idris Vale", Role::PerpetratorWorker, None),
    ("marguerite.sallow", "Marguerite Sallow", Role::SafeguardingLead, None),
    ("tobias.nkemelu", "Tobias Nkemelu", Role::MaracRepresentative, None),
    ("jo.fenwick", "Jo Fenwick", Role::RepairsPlanner, None),
    ("imani.castellane", "Imani Castellane", Role::PartnerWorker, None),
    ("wilf.ranganathan", "Wilf Ranganathan", Role::PrivacyOfficer, None),
];
