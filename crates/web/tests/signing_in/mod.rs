//! One's own account and the way in: a second factor, recovery codes, a one-time link, confirming who one is.

mod administrators;
mod app;
mod changes;
mod confirming;
mod leaked;
mod link;
mod real;
mod second_step;
mod starting_over;
mod times;
mod unusual;
mod vouching;
