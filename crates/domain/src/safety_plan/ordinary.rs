//! Words that lead nowhere by themselves, in the order of the alphabet. A word that is missing here costs whoever prints a
//! tick; one that is here and is somebody's name could give them away. So no word that is also a common name is here, and
//! April, May, June and August are left out.

/// Written with a capital anywhere: days, what is on a telephone, whoever is called by what they are.
pub(super) const ANYWHERE: &str = "\
    a am android atm bluetooth bsl bus cctv christmas cv dad daddy december diwali dna e easter eid eu \
    facebook february fi friday fridays gmail google gp gps gran grandad grandma hanukkah hiv i i'd i'll i'm \
    i've icloud id instagram ipad iphone january july mam march monday mondays mum mummy \
    nan nana nanny nhs november october ok pc pin pm ramadan saturday saturdays september sim sms snapchat sos \
    sunday sundays thursday thursdays tiktok tuesday tuesdays tv uk usb wednesday wednesdays whatsapp wi wifi \
    youtube";

/// Written with a capital at the beginning of a sentence, or all in capitals.
pub(super) const AT_THE_BEGINNING: &str = "\
    a about above account accounts across act after afterwards again agree agreed all allow alone along \
    already also always an and another any anybody anyone anything anywhere around as ask at away baby back \
    backpack bag bags bank be because bed bedroom bedtime before begin behind being below benefits beside best \
    better between big birth block boil book both bottom box breathe bring brother brothers bus but buy by \
    call calm car card cards carry cash cat change charge charger chargers check child children children's \
    choose clean clear close clothes coat code come copies copy could count curtains daily daughter day days \
    decide delete dentist do doctor doctor's doctors documents does dog don't door doors down dress drive \
    driving during each early eat either else empty end enough evening evenings every everybody everyone \
    everything exit exits family far father feed feel few file files fill find finish first fold follow food \
    for friend friends from front full garden get give glasses go going good grab guests hall hand handover \
    hands have he he's head health hear help her here hers hide his hold home homework hospital hospitals \
    house how if important in inside instead into is it it's its jacket join just keep key keys kids kitchen \
    knock know later lawyer lead leave leaving left lend less let let's letter letters light lights like \
    listen little live location lock locks look loud low mainly make many map marriage medical medication \
    medicine medicines meet meeting message messages midwife money more morning mornings most mother move \
    moving much must my name names nappies near need neighbour neighbours never new next night nights no \
    nobody none not note notes nothing now number numbers nursery of off old on once one only open or other \
    others our out outside over own pack paper papers park parking partner passcode passport passports \
    password passwords pay pet pets phone phones photograph photographs photos pick plan play please plus \
    police post practise prescription prescriptions put quick quickly quiet quietly rather reach read ready \
    receipts refuge remember rent report reports ring room rooms run safe safer save say school schools second \
    see sell send set she she's shoes shop shopping shout show sign signal sister sisters sit skip sleep slow \
    small so social solicitor some somebody someone something sometimes somewhere son soon spare speak stairs \
    stand start stay step still stop store street such support swap switch take taken taxi teacher teachers \
    telephone tell text than thank that that's the their them then there there's these they they're thing \
    things think third this those three through ticket tickets time times to today toilet tomorrow tonight too \
    torch towards toys train trains travel tree trust try turn two under underneath unless until up upstairs \
    us use used usually van visit visits voicemail wait walk walking wash watch water way we we'll we're wear \
    week weekdays weekend weekends weekly well went what what's wheelchair when where whether which while who \
    whoever whole why window windows with without woman word work would write yes you you'll you're your";
