//! Which techniques are exposed, what has to be asked, and what follows
//! (EX-1 to EX-6). Findings are values; their wording is not here.

use super::{SymbolId, Technique};

/// What the workshop's table says of a technique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exposure {
    /// It can be reached through the control system.
    Possible,
    /// It cannot.
    No,
    /// Not in the table: neither yes nor no until the ExCB has answered (EX-5).
    Ask,
}

impl Exposure {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::No => "no",
            Self::Ask => "ask",
        }
    }
}

/// A way in from the control system or beside it (EX-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessPath {
    /// Ethernet and the like.
    WiredNetwork,
    /// A fieldbus, HART included.
    Fieldbus,
    /// Radio of any kind.
    Wireless,
    /// A service or debug port.
    ServicePort,
    /// Memory cards, USB sticks.
    RemovableMedia,
    /// Remote access or a cloud service.
    Remote,
}

impl AccessPath {
    /// Every path, in the order of the rule.
    pub const ALL: [Self; 6] = [
        Self::WiredNetwork,
        Self::Fieldbus,
        Self::Wireless,
        Self::ServicePort,
        Self::RemovableMedia,
        Self::Remote,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WiredNetwork => "wired-network",
            Self::Fieldbus => "fieldbus",
            Self::Wireless => "wireless",
            Self::ServicePort => "service-port",
            Self::RemovableMedia => "removable-media",
            Self::Remote => "remote",
        }
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|path| path.code() == code)
    }
}

/// What is said of the access paths. That nothing was said is not "none".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AccessPaths {
    /// Not answered yet.
    #[default]
    Unanswered,
    /// There is none.
    None,
    /// These; an empty list counts as not answered.
    Some(Vec<AccessPath>),
}

/// A symbol of the markings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// Which.
    pub symbol: SymbolId,
    /// Whether it stands in brackets: it protects another device (EX-1).
    pub associated: bool,
}

/// What a question, an answer or a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A symbol of a marking.
    Symbol(SymbolId),
    /// A technique.
    Technique(Technique),
    /// An advisory question that was answered with yes (EX-4).
    Advisory(QuestionKind),
}

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// `h`: which of c, b, k (EX-2).
    WhichOfH,
    /// A bare `n`: which of nA, nC, nR, nL (EX-6).
    WhichOfN,
    /// Not in the table: what does the ExCB say (EX-5)?
    NotInTable,
    /// Is the control of ignition sources, or the liquid, monitored by
    /// programmable electronics (EX-4)? Advisory.
    ProgrammableElectronics,
    /// Does a safety device hold firmware or a network port (EX-4)? Advisory.
    SafetyDevice,
}

impl QuestionKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WhichOfH => "which-of-h",
            Self::WhichOfN => "which-of-n",
            Self::NotInTable => "not-in-table",
            Self::ProgrammableElectronics => "programmable-electronics",
            Self::SafetyDevice => "safety-device",
        }
    }

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::WhichOfH => "EX-2",
            Self::WhichOfN => "EX-6",
            Self::NotInTable => "EX-5",
            Self::ProgrammableElectronics | Self::SafetyDevice => "EX-4",
        }
    }

    /// Whether the verdict stands without an answer (EX-4).
    #[must_use]
    pub const fn is_advisory(self) -> bool {
        matches!(self, Self::ProgrammableElectronics | Self::SafetyDevice)
    }

    /// The symbols to choose from, as in [`SymbolId::code`]; empty for a
    /// question of yes or no.
    #[must_use]
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::WhichOfH => &["c", "b", "k"],
            Self::WhichOfN => &["nA", "nC", "nR", "nL"],
            Self::NotInTable | Self::ProgrammableElectronics | Self::SafetyDevice => &[],
        }
    }
}

/// A question that the markings leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// What about; `None` where it is about the product as a whole.
    pub subject: Option<Subject>,
    /// Whether there is an answer. Answered questions stay in the list, so
    /// that the answer can be changed.
    pub answered: bool,
}

/// The answers so far. The default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Which of [`QuestionKind::choices`] stand behind `h`; empty: no answer.
    pub which_of_h: Vec<SymbolId>,
    /// Which of [`QuestionKind::choices`] stand behind `n`; empty: no answer.
    pub which_of_n: Vec<SymbolId>,
    /// What the ExCB said: whether the subject is exposed. The first of a
    /// subject counts.
    pub excb: Vec<(Subject, bool)>,
    /// Whether programmable electronics monitor (EX-4).
    pub programmable_electronics: Option<bool>,
    /// Whether a safety device holds firmware or a network port (EX-4).
    pub safety_device: Option<bool>,
}

impl Answers {
    fn excb(&self, subject: Subject) -> Option<bool> {
        self.excb.iter().find(|(about, _)| *about == subject).map(|(_, said)| *said)
    }
}

/// All that the exposure follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The symbols of all markings, as [`Reading::found`](super::Reading::found)
    /// gives them.
    pub found: Vec<Found>,
    /// Techniques ticked without a marking.
    pub ticked: Vec<Technique>,
    /// Whether a marking holds something that may be a symbol and was not
    /// understood, as [`Reading::is_unread`](super::Reading::is_unread) tells.
    pub unread: bool,
    /// Whether the product is said not to be explosion-protected; counts only
    /// where nothing else says that it is.
    pub not_protected: bool,
    /// The access paths (EX-3).
    pub access: AccessPaths,
    /// The answers to the questions.
    pub answers: Answers,
}

/// One technique of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub technique: Technique,
    /// What the table, or in its place the ExCB, says.
    pub exposure: Exposure,
    /// The symbols that protect this product.
    pub own: Vec<SymbolId>,
    /// The bracketed symbols: they protect another device (EX-1).
    pub associated: Vec<SymbolId>,
    /// Whether it was ticked by hand.
    pub ticked: bool,
}

impl Row {
    /// Whether it protects other devices only (EX-1).
    #[must_use]
    pub fn protects_another_device(&self) -> bool {
        self.own.is_empty() && !self.ticked && !self.associated.is_empty()
    }
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A technique is exposed and there is an access path (EX-1, EX-3).
    Exposed,
    /// A technique could be exposed, but there is no access path: documented,
    /// no action (EX-3).
    PossibleWithoutPath,
    /// No technique is exposed.
    NotExposed,
    /// The ExCB has to decide (EX-4, EX-5).
    AskExcb,
    /// An answer is missing that changes the result.
    Undecided,
}

impl Verdict {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exposed => "exposed",
            Self::PossibleWithoutPath => "possible-without-path",
            Self::NotExposed => "not-exposed",
            Self::AskExcb => "ask-excb",
            Self::Undecided => "undecided",
        }
    }
}

/// Why the verdict is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// What was found.
    pub kind: ReasonKind,
    /// What about.
    pub subject: Option<Subject>,
}

/// A kind of reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// The technique can be exposed.
    TechniquePossible,
    /// The technique cannot be exposed.
    TechniqueNotExposed,
    /// The technique protects another device, through the bracketed part.
    ProtectsAnotherDevice,
    /// No marking was read and no technique ticked.
    NothingNamed,
    /// The product is not explosion-protected.
    NotProtected,
    /// Something that may be a symbol was not understood.
    SymbolNotUnderstood,
    /// `h` does not tell which technique it is.
    OpenH,
    /// There is an access path.
    AccessPath,
    /// There is no access path.
    NoAccessPath,
    /// Nothing is said of access paths yet.
    AccessUnanswered,
    /// Programmable electronics or a safety device with firmware: decide with the ExCB.
    AdvisoryYes,
    /// Not in the table and not answered by the ExCB yet.
    NotInTable,
    /// The ExCB said that it is exposed.
    ExcbSaysExposed,
    /// The ExCB said that it is not exposed.
    ExcbSaysNotExposed,
    /// A bare `n` was taken in its most exposed reading.
    MostExposedOfN,
}

impl ReasonKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TechniquePossible => "technique-possible",
            Self::TechniqueNotExposed => "technique-not-exposed",
            Self::ProtectsAnotherDevice => "protects-another-device",
            Self::NothingNamed => "nothing-named",
            Self::NotProtected => "not-protected",
            Self::SymbolNotUnderstood => "symbol-not-understood",
            Self::OpenH => "open-h",
            Self::AccessPath => "access-path",
            Self::NoAccessPath => "no-access-path",
            Self::AccessUnanswered => "access-unanswered",
            Self::AdvisoryYes => "advisory-yes",
            Self::NotInTable => "not-in-table",
            Self::ExcbSaysExposed => "excb-says-exposed",
            Self::ExcbSaysNotExposed => "excb-says-not-exposed",
            Self::MostExposedOfN => "most-exposed-of-n",
        }
    }

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::TechniquePossible
            | Self::TechniqueNotExposed
            | Self::ProtectsAnotherDevice
            | Self::NothingNamed
            | Self::NotProtected
            | Self::SymbolNotUnderstood => "EX-1",
            Self::OpenH => "EX-2",
            Self::AccessPath | Self::NoAccessPath | Self::AccessUnanswered => "EX-3",
            Self::AdvisoryYes => "EX-4",
            Self::NotInTable | Self::ExcbSaysExposed | Self::ExcbSaysNotExposed => "EX-5",
            Self::MostExposedOfN => "EX-6",
        }
    }
}

/// The exposure of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// One row for each technique of the product, in the order of the table.
    pub rows: Vec<Row>,
    /// The questions it raises, those that change the verdict first.
    pub questions: Vec<Question>,
    /// What follows.
    pub verdict: Verdict,
    /// Why; each cites its rule.
    pub reasons: Vec<Reason>,
}

impl Assessed {
    /// The questions without an answer.
    pub fn open(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| !question.answered)
    }
}

/// Puts markings, ticks, access paths and answers together (EX-1 to EX-6).
#[must_use]
pub fn assess(facts: &Facts) -> Assessed {
    let answers = &facts.answers;
    let mut out = Assessed {
        rows: Vec::new(),
        questions: Vec::new(),
        verdict: Verdict::Undecided,
        reasons: Vec::new(),
    };
    for found in &facts.found {
        out.symbol(*found, answers);
    }
    for technique in &facts.ticked {
        out.row(*technique).ticked = true;
    }
    out.not_in_table(answers);
    out.advisories(answers);
    out.conclude(facts);
    out
}

impl Assessed {
    /// The row of a technique; one that is new goes to its place in the table.
    fn row(&mut self, technique: Technique) -> &mut Row {
        let before = self.rows.iter().take_while(|row| row.technique < technique).count();
        if self.rows.get(before).is_none_or(|row| row.technique != technique) {
            let new = Row {
                technique,
                exposure: technique.exposure(),
                own: Vec::new(),
                associated: Vec::new(),
                ticked: false,
            };
            self.rows.insert(before, new);
        }
        &mut self.rows[before]
    }

    fn add(&mut self, technique: Technique, found: Found) {
        let row = self.row(technique);
        let list = if found.associated { &mut row.associated } else { &mut row.own };
        if !list.contains(&found.symbol) {
            list.push(found.symbol);
        }
    }

    fn ask(&mut self, kind: QuestionKind, subject: Option<Subject>, answered: bool) {
        let question = Question { kind, subject, answered };
        let before = self.questions.iter().take_while(|other| **other < question).count();
        if self.questions.get(before) != Some(&question) {
            self.questions.insert(before, question);
        }
    }

    fn because(&mut self, kind: ReasonKind, subject: Option<Subject>) {
        let reason = Reason { kind, subject };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    fn symbol(&mut self, found: Found, answers: &Answers) {
        let subject = Some(Subject::Symbol(found.symbol));
        let kind = found.symbol.question();
        let chosen = match kind {
            Some(QuestionKind::WhichOfH) => &answers.which_of_h[..],
            Some(QuestionKind::WhichOfN) => &answers.which_of_n[..],
            _ => &[],
        };
        if let Some(kind) = kind
            && !kind.choices().is_empty()
        {
            let chosen: Vec<SymbolId> =
                chosen.iter().copied().filter(|id| kind.choices().contains(&id.code())).collect();
            self.ask(kind, subject, !chosen.is_empty());
            if !chosen.is_empty() {
                for technique in chosen.iter().flat_map(|id| id.techniques()) {
                    self.add(*technique, found);
                }
                return;
            }
            if kind == QuestionKind::WhichOfH {
                self.because(ReasonKind::OpenH, subject);
            } else {
                self.because(ReasonKind::MostExposedOfN, subject);
            }
        }
        for technique in found.symbol.techniques() {
            self.add(*technique, found);
        }
    }

    /// What the table leaves out is asked, symbol by symbol (EX-5).
    fn not_in_table(&mut self, answers: &Answers) {
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            if row.technique.exposure() != Exposure::Ask {
                continue;
            }
            let of_others = row.associated.iter().filter(|id| !row.own.contains(id));
            let mut subjects: Vec<Subject> =
                row.own.iter().chain(of_others).map(|id| Subject::Symbol(*id)).collect();
            if subjects.is_empty() {
                subjects.push(Subject::Technique(row.technique));
            }
            let said: Vec<(Subject, Option<bool>)> =
                subjects.into_iter().map(|subject| (subject, answers.excb(subject))).collect();
            // One yes is enough, and all must be no.
            self.rows[index].exposure = if said.iter().any(|(_, said)| *said == Some(true)) {
                Exposure::Possible
            } else if said.iter().all(|(_, said)| *said == Some(false)) {
                Exposure::No
            } else {
                Exposure::Ask
            };
            for (subject, said) in said {
                self.ask(QuestionKind::NotInTable, Some(subject), said.is_some());
                let kind = match said {
                    Some(true) => ReasonKind::ExcbSaysExposed,
                    Some(false) => ReasonKind::ExcbSaysNotExposed,
                    None => ReasonKind::NotInTable,
                };
                self.because(kind, Some(subject));
            }
        }
    }

    fn advisories(&mut self, answers: &Answers) {
        let monitored = |row: &&Row| {
            matches!(row.technique, Technique::IgnitionSourceControl | Technique::Immersion)
        };
        let kinds = [
            (
                QuestionKind::ProgrammableElectronics,
                self.rows.iter().find(monitored).map(|row| Subject::Technique(row.technique)),
                answers.programmable_electronics,
            ),
            (QuestionKind::SafetyDevice, None, answers.safety_device),
        ];
        for (kind, subject, answer) in kinds {
            let arises =
                subject.is_some() || kind == QuestionKind::SafetyDevice && !self.rows.is_empty();
            if !arises {
                continue;
            }
            self.ask(kind, subject, answer.is_some());
            if answer != Some(true) {
                continue;
            }
            let advisory = Subject::Advisory(kind);
            let said = answers.excb(advisory);
            self.ask(QuestionKind::NotInTable, Some(advisory), said.is_some());
            let reason = match said {
                Some(true) => ReasonKind::ExcbSaysExposed,
                Some(false) => ReasonKind::ExcbSaysNotExposed,
                None => ReasonKind::AdvisoryYes,
            };
            self.because(reason, Some(advisory));
        }
    }

    fn conclude(&mut self, facts: &Facts) {
        let has = |out: &Self, kind| out.reasons.iter().any(|reason| reason.kind == kind);
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            let subject = Some(Subject::Technique(row.technique));
            let (exposure, bracketed) = (row.exposure, row.protects_another_device());
            match exposure {
                Exposure::Possible => self.because(ReasonKind::TechniquePossible, subject),
                Exposure::No => self.because(ReasonKind::TechniqueNotExposed, subject),
                Exposure::Ask => {}
            }
            if bracketed {
                self.because(ReasonKind::ProtectsAnotherDevice, subject);
            }
        }
        if facts.unread {
            self.because(ReasonKind::SymbolNotUnderstood, None);
        }
        let possible =
            has(self, ReasonKind::TechniquePossible) || has(self, ReasonKind::ExcbSaysExposed);
        if possible {
            let (kind, verdict) = match &facts.access {
                AccessPaths::Some(paths) if !paths.is_empty() => {
                    (ReasonKind::AccessPath, Verdict::Exposed)
                }
                AccessPaths::None => (ReasonKind::NoAccessPath, Verdict::PossibleWithoutPath),
                AccessPaths::Some(_) | AccessPaths::Unanswered => {
                    (ReasonKind::AccessUnanswered, Verdict::Undecided)
                }
            };
            self.because(kind, None);
            self.verdict = verdict;
            return;
        }
        if self.rows.is_empty() && !has(self, ReasonKind::OpenH) {
            let nothing = if facts.not_protected && !facts.unread {
                ReasonKind::NotProtected
            } else {
                ReasonKind::NothingNamed
            };
            self.because(nothing, None);
        }
        let open = [ReasonKind::NothingNamed, ReasonKind::OpenH, ReasonKind::SymbolNotUnderstood];
        let ask = [ReasonKind::NotInTable, ReasonKind::AdvisoryYes];
        self.verdict = if ask.into_iter().any(|kind| has(self, kind)) {
            Verdict::AskExcb
        } else if open.into_iter().any(|kind| has(self, kind)) {
            Verdict::Undecided
        } else {
            Verdict::NotExposed
        };
    }
}
