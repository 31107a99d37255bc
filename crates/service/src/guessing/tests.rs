use access::action::SeeSecurityLog;
use access::{Actor, Role, check_office};
use domain::text::{Name, ShortText};
use jiff::{SignedDuration, Timestamp};
use seal::MasterKey;
use store::{AuthenticatorState, Config, SecurityAsked, SecurityKind, Store, TestOnlyDurability, User};
use tempfile::TempDir;

use crate::clock::Clock;
use crate::password::Password;
use crate::second_factor::tests::code_at;
use crate::second_step::SignIn;
use crate::{AfterLink, ByLink, NewColleague, Proof, SecondStep, Service, SetUp, Taken, Visit};

const PASSWORD: &str = "otter lantern gravel seventeen";
const START: &str = "2026-03-02T10:00:00Z";
/// So many guesses in an hour.
const GUESSES: i64 = 10_000;

/// An officer of a real organisation, who signs in with a password and a code.
pub(crate) struct Guarded {
    pub(crate) service: Service,
    pub(crate) officer: Actor,
    pub(crate) user: User,
    pub(crate) secret: [u8; 20],
    pub(crate) codes: Vec<String>,
    administrator: Actor,
    clock: Clock,
    _room: TempDir,
}

impl Guarded {
    pub(crate) async fn new() -> Self {
        let room = TempDir::new().unwrap();
        let config = Config::sqlite(room.path()).with_test_only_durability(TestOnlyDurability::Off);
        let store = Store::create(&config, MasterKey::generate()).await.unwrap();
        let clock = Clock::set_to(START.parse().unwrap());
        let service = Service::over(store, clock.clone()).await.unwrap();
        let administrator = sets_up(&service).await;
        let officer = begins(&service, &administrator).await;
        let (organisation, id) = (officer.organisation, officer.user);
        service.offer_authenticator(&officer, true).await.unwrap();
        let offered = read(&service, organisation, id, AuthenticatorState::Offered).await;
        let code = code_at(&offered, clock.now());
        let taken = service.take_authenticator(&officer, true, &code, &Visit::unknown()).await.unwrap();
        let Taken::Yes { codes, token } = taken else { panic!("the code of now is taken") };
        let officer = service.session(&token).await.unwrap().unwrap().actor;
        let (user, _) = service.beside(&officer).await.unwrap();
        clock.advance_to(clock.now() + SignedDuration::from_mins(1));
        Self { service, officer, user, secret: offered, codes, administrator, clock, _room: room }
    }

    pub(crate) fn code(&self) -> String {
        code_at(&self.secret, self.clock.now())
    }

    pub(crate) fn wait(&self, time: SignedDuration) {
        self.clock.advance_to(self.clock.now() + time);
    }

    /// A sign-in whose password was right.
    async fn step(&self) -> String {
        match self.service.begin_step(self.user.clone(), self.clock.now()).await.unwrap() {
            SignIn::Code(step) => step,
            SignIn::In(_) => panic!("a step signs nobody in"),
        }
    }

    /// One guess, in one of the four ways.
    async fn guesses(&self, number: i64) {
        let (wrong, unknown) = (|| Password::typed("not the password at all"), Visit::unknown());
        let taken = match number % 5 {
            0 => self.service.confirm(&self.officer, wrong(), "000000", &unknown).await.unwrap().is_some(),
            1 | 2 => {
                let typed = if number % 5 == 1 { "000000" } else { "0000-0000-0000-0000-0000-0000" };
                let came = self.service.sign_in_with_code(&self.step().await, typed, &unknown).await.unwrap();
                matches!(came, SecondStep::In(_))
            }
            _ => self.service.sign_in(&self.user.login, wrong(), &unknown).await.unwrap().is_some(),
        };
        assert!(!taken, "guess {number}");
    }

    /// How many guesses were looked at: each of those stands in the security log.
    async fn tried(&self) -> usize {
        let reader = Actor { role: Role::PrivacyOfficer, ..self.administrator.clone() }.confirmed();
        let permit = check_office::<SeeSecurityLog>(&reader).unwrap();
        let asked = SecurityAsked { limit: 50_000, ..SecurityAsked::default() };
        let read = self.service.store.read(move |snapshot| {
            Box::pin(
                async move { snapshot.security_lines(&permit, asked).await.map_err(crate::Problem::from) },
            )
        });
        let tried = [SecurityKind::SignInRefused, SecurityKind::ConfirmFailed];
        read.await.unwrap().iter().filter(|line| tried.contains(&line.kind)).count()
    }
}

async fn read(
    service: &Service,
    organisation: domain::OrganisationId,
    user: domain::UserId,
    state: AuthenticatorState,
) -> [u8; 20] {
    let read = service.store.read(move |snapshot| {
        Box::pin(async move {
            snapshot.authenticator(organisation, user, state).await.map_err(crate::Problem::from)
        })
    });
    read.await.unwrap().unwrap().secret.try_into().unwrap()
}

fn line(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

/// A real organisation and its administrator, who has a passkey by now.
async fn sets_up(service: &Service) -> Actor {
    let set_up = SetUp {
        organisation: line("Brookvale Homes"),
        policy: "nhg".to_owned(),
        regions: vec![line("North")],
        administrator: Name::parse("Robin Achterberg").unwrap(),
        login: line("robin"),
    };
    let link = service.make_link(None).await.unwrap();
    let token = service.set_up(&link, set_up, &Visit::unknown()).await.unwrap().unwrap();
    let session = service.session(&token).await.unwrap().unwrap();
    assert!(session.unfinished);
    let begun = service.begin_session(session.actor.user, Proof::Passkey, &Visit::unknown()).await.unwrap();
    service.session(&begun.unwrap()).await.unwrap().unwrap().actor
}

/// An officer who has chosen a password by their link, and has nothing beside it yet.
async fn begins(service: &Service, administrator: &Actor) -> Actor {
    let colleague = NewColleague {
        name: Name::parse("Sam Okafor").unwrap(),
        login: line("sam"),
        role: Role::HousingOfficer,
        regions: std::collections::BTreeSet::new(),
    };
    let link = service.add_colleague(administrator, colleague).await.unwrap();
    let visit = Visit::unknown();
    let by = ByLink { token: &link, beside: "", visit: &visit };
    let chosen = service.choose_password(by, Password::typed(PASSWORD)).await.unwrap();
    let Some(AfterLink::On(SignIn::In(token))) = chosen else { panic!("the link leads on") };
    let session = service.session(&token).await.unwrap().unwrap();
    assert!(session.unfinished);
    session.actor
}

#[tokio::test]
async fn of_ten_thousand_guesses_in_an_hour_at_most_a_hundred_are_tried_in_whichever_way() {
    let guarded = Guarded::new().await;
    let start: Timestamp = guarded.clock.now();
    for number in 0..GUESSES {
        let at = SignedDuration::from_micros(number * 3_600_000_000 / GUESSES);
        guarded.clock.advance_to(start + at);
        guarded.guesses(number).await;
    }
    let tried = guarded.tried().await;
    assert!((80..=100).contains(&tried), "{tried}");
}

#[tokio::test]
async fn with_the_throttle_taken_out_every_guess_is_tried() {
    let mut guarded = Guarded::new().await;
    guarded.service.throttle.is_off = true;
    for number in 0..150 {
        guarded.guesses(number).await;
    }
    assert_eq!(guarded.tried().await, 150);
}

#[tokio::test]
async fn after_many_guesses_its_owner_waits_for_a_minute_or_two_and_no_longer() {
    let guarded = Guarded::new().await;
    for number in 0..30 {
        guarded.guesses(number).await;
    }
    let visit = Visit::unknown();
    let signs_in = || guarded.service.sign_in("sam", Password::typed(PASSWORD), &visit);
    assert!(signs_in().await.unwrap().is_none());
    guarded.wait(SignedDuration::from_mins(2));
    let Some(SignIn::Code(step)) = signs_in().await.unwrap() else { panic!("the password is right") };
    let code = guarded.code();
    let came = guarded.service.sign_in_with_code(&step, &code, &Visit::unknown()).await.unwrap();
    assert!(matches!(came, SecondStep::In(_)));
}

#[tokio::test]
async fn who_signs_in_all_day_is_never_slowed_down() {
    let guarded = Guarded::new().await;
    for _ in 0..40 {
        guarded.wait(SignedDuration::from_mins(1));
        let signed_in = guarded.service.sign_in("sam", Password::typed(PASSWORD), &Visit::unknown()).await;
        let Some(SignIn::Code(step)) = signed_in.unwrap() else { panic!("the password is right") };
        let came =
            guarded.service.sign_in_with_code(&step, &guarded.code(), &Visit::unknown()).await.unwrap();
        assert!(matches!(came, SecondStep::In(_)));
    }
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_in_place_of_the_code_and_a_new_set_takes_the_place_of_the_old() {
    let guarded = Guarded::new().await;
    let visit = Visit::unknown();
    let signs_in = async |code: &str| {
        let came = guarded.service.sign_in_with_code(&guarded.step().await, code, &visit).await.unwrap();
        matches!(came, SecondStep::In(_))
    };
    let [first, second] = [&guarded.codes[0], &guarded.codes[1]];
    assert!(signs_in(&first.to_uppercase().replace('-', " ")).await);
    assert!(!signs_in(first).await, "it was used");
    assert_eq!(guarded.service.own_account(&guarded.officer).await.unwrap().codes_left, 9);
    let new = guarded.service.new_recovery_codes(&guarded.officer.clone().confirmed()).await.unwrap();
    assert!(!signs_in(second).await, "its set was replaced");
    assert!(signs_in(&new[0]).await);
    let stale = Actor { fresh: false, ..guarded.officer.clone() };
    assert!(guarded.service.new_recovery_codes(&stale).await.is_err(), "that needs a fresh sign-in");
}
