//! Who looked: the list for the person whose record it is, what a privacy officer goes through, the stop after
//! sixty records, and no page without its entry.

mod fails;
mod limits;
mod list;
mod searches;
mod unusual;
