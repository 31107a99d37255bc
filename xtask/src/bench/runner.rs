//! Measuring two sides in turn.

use std::time::Instant;

/// The samples of both sides, round by round, for [`super::Line`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Ours.
    pub ours: Vec<f64>,
    /// Theirs.
    pub theirs: Vec<f64>,
}

/// Measures the two sides in turn, `rounds` times, after one round that is thrown away.
///
/// Each side measures itself and gives one sample. Who goes first changes with every round, so that neither always
/// finds the disk as the other left it.
pub fn in_turn<E>(
    rounds: usize,
    mut ours: impl FnMut() -> Result<f64, E>,
    mut theirs: impl FnMut() -> Result<f64, E>,
) -> Result<Samples, E> {
    ours()?;
    theirs()?;
    let mut samples = Samples::default();
    for round in 0..rounds {
        if round % 2 == 0 {
            samples.ours.push(ours()?);
            samples.theirs.push(theirs()?);
        } else {
            samples.theirs.push(theirs()?);
            samples.ours.push(ours()?);
        }
    }
    Ok(samples)
}

/// How many times a second the work is done, when it is done so many times over.
pub fn rate<E>(times: u32, mut work: impl FnMut() -> Result<(), E>) -> Result<f64, E> {
    let started = Instant::now();
    for _ in 0..times {
        work()?;
    }
    Ok(f64::from(times) / started.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, convert::Infallible};

    use super::{in_turn, rate};

    #[test]
    fn given_two_sides_when_measured_then_they_take_turns_and_the_first_round_is_thrown_away() {
        let order = RefCell::new(String::new());
        let side = |name: char| {
            order.borrow_mut().push(name);
            Ok::<_, Infallible>(f64::from(u32::try_from(order.borrow().len()).unwrap()))
        };
        let samples = in_turn(3, || side('o'), || side('t')).unwrap();
        assert_eq!(*order.borrow(), "otottoot");
        assert_eq!((samples.ours, samples.theirs), (vec![3.0, 6.0, 7.0], vec![4.0, 5.0, 8.0]));
    }

    #[test]
    fn given_a_side_that_cannot_be_measured_when_run_then_the_whole_stops() {
        assert_eq!(in_turn(3, || Ok(1.0), || Err("no disk")), Err("no disk"));
    }

    #[test]
    fn given_work_when_rated_then_it_is_done_that_often() {
        let mut done = 0;
        let work = || {
            done += 1;
            Ok::<_, Infallible>(())
        };
        assert!(rate(5, work).unwrap() > 0.0);
        assert_eq!(done, 5);
    }
}
