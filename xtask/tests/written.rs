//! What is written holds: limits are those of the code, examples are what the guide asks for, and what does not apply
//! because it is not there is not there.
#![cfg(test)]

mod written {
    pub(crate) mod dependencies;
    pub(crate) mod examples;
    pub(crate) mod files;
    pub(crate) mod installed;
    pub(crate) mod limits;
    pub(crate) mod locks;
    pub(crate) mod owners;
    pub(crate) mod scripts;
    pub(crate) mod secrets;
}
