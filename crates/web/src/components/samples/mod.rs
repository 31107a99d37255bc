//! An example of every component, about nobody real: for snapshots, for the gallery and for checks in
//! a browser.

mod forms;
mod texts;

use super::prelude::Html;

/// Every component's sample with the name of its template.
pub fn all() -> Vec<(&'static str, Html)> {
    let mut samples = forms::samples();
    samples.extend(texts::samples());
    samples
}

/// Implements `Sample` for each component and lists them under the names of their templates.
macro_rules! samples {
    ($($name:literal: $component:ident => $sample:expr;)+) => {
        $(impl $crate::page::Sample for $component {
            fn sample() -> Self {
                $sample
            }
        })+

        pub(super) fn samples() -> Vec<(&'static str, Html)> {
            use $crate::page::Sample as _;
            vec![$(($name, Html::of(&$component::sample()))),+]
        }
    };
}

use samples;
