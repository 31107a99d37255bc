//! Whether two things are told apart by how long they take: Kolmogorov's and Smirnov's test at 1 %.
//!
//! Samples are taken in turns within one process, so that whatever else the machine does meets all of them alike. What
//! was measured is compared as it is: nothing is left out, and nothing is measured again.

/// Every order in which three can be asked, so that none always comes after the same other.
pub const TURNS: [[usize; 3]; 6] = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]];

/// How far two distributions are from each other at most, and how far two samples of one distribution are in one of a
/// hundred times.
#[derive(Debug, Clone, Copy)]
pub struct Apart {
    pub distance: f64,
    pub limit: f64,
}

impl Apart {
    pub fn of(one: &[f64], other: &[f64]) -> Self {
        let (one, other) = (sorted(one), sorted(other));
        let share = |times: &[f64], upto: f64| {
            count(times.partition_point(|time| *time <= upto)) / count(times.len())
        };
        let apart = |time: &f64| (share(&one, *time) - share(&other, *time)).abs();
        let distance = one.iter().chain(&other).map(apart).fold(0.0, f64::max);
        let (one, other) = (count(one.len()), count(other.len()));
        Self { distance, limit: 1.628 * ((one + other) / (one * other)).sqrt() }
    }

    pub fn is_told(self) -> bool {
        self.distance > self.limit
    }

    /// The same where few are measured while the machine does much else: two that are alike differ by `same` then, and
    /// that much says nothing.
    pub fn is_told_beside(self, same: Self) -> bool {
        self.distance > self.limit + same.distance
    }
}

fn sorted(times: &[f64]) -> Vec<f64> {
    let mut times = times.to_vec();
    times.sort_unstable_by(f64::total_cmp);
    times
}

fn count(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap())
}

#[test]
fn two_that_are_alike_are_not_told_apart_and_a_shift_of_a_tenth_of_them_is() {
    let one: Vec<f64> = (0..2000).map(|at| f64::from(at * 7919 % 2003)).collect();
    let other: Vec<f64> = (0..2000).map(|at| f64::from(at * 6007 % 2003)).collect();
    assert!(!Apart::of(&one, &other).is_told());
    let shifted: Vec<f64> =
        one.iter().enumerate().map(|(at, time)| if at % 10 == 0 { time + 3000.0 } else { *time }).collect();
    let apart = Apart::of(&one, &shifted);
    assert!(apart.is_told() && (apart.distance - 0.1).abs() < 0.002, "{apart:?}");
    assert!((apart.limit - 0.0515).abs() < 0.0001, "{apart:?}");
}
