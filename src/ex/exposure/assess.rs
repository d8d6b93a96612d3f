//! How the exposure follows from the facts (EX-1 to EX-7).

use super::{
    AccessPaths, Advisory, Assessed, ExposureAnswers, ExposureFacts, ExposureReason,
    ExposureVerdict, Protection, Question, ReasonKind, Subject, TechniqueExposure,
};
use crate::ex::{
    marking::Found,
    table::{Exposure, QuestionKind, SymbolId, Technique},
};

/// Puts markings, ticks, access paths and answers together (EX-1 to EX-7).
#[must_use]
pub fn assess(facts: &ExposureFacts) -> Assessed {
    let answers = &facts.answers;
    let mut out = Assessed {
        rows: Vec::new(),
        questions: Vec::new(),
        protection: None,
        unread: facts.unread,
        advisory: Advisory::NotAsked,
        verdict: ExposureVerdict::Undecided,
        reasons: Vec::new(),
    };
    for found in &facts.found {
        out.symbol(*found, answers);
    }
    for technique in &facts.ticked {
        out.row(*technique).ticked = true;
    }
    for row in &mut out.rows {
        row.changeable = answers.is_changeable(row.technique);
    }
    out.not_in_table(answers);
    let has_open_h = out.reasons.iter().any(|reason| reason.kind == ReasonKind::OpenH);
    if !out.rows.is_empty() || has_open_h || facts.unread {
        // The table says no for all that may stand behind an `h` (EX-2).
        out.protection = Some(Protection::NotExposed);
        out.advisories(answers, has_open_h);
    } else if facts.not_protected {
        out.protection = Some(Protection::NotProtected);
        out.because(ReasonKind::NotProtected, None);
    } else {
        out.because(ReasonKind::NothingNamed, None);
    }
    let has_path = match &facts.access {
        AccessPaths::Some(paths) if !paths.is_empty() => Some(true),
        AccessPaths::None => Some(false),
        AccessPaths::Some(_) | AccessPaths::Unanswered => None,
    };
    out.techniques(answers, has_path);
    out.conclude(facts.unread, has_path);
    out
}

impl Assessed {
    /// The row of a technique; one that is new goes to its place in the table.
    fn row(&mut self, technique: Technique) -> &mut TechniqueExposure {
        let place = self.rows.binary_search_by_key(&technique, |row| row.technique);
        let index = place.unwrap_or_else(|index| {
            let row = TechniqueExposure {
                technique,
                exposure: technique.exposure(),
                own: Vec::new(),
                associated: Vec::new(),
                ticked: false,
                changeable: None,
            };
            self.rows.insert(index, row);
            index
        });
        &mut self.rows[index]
    }

    fn add(&mut self, technique: Technique, found: Found) {
        let row = self.row(technique);
        let list = if found.associated { &mut row.associated } else { &mut row.own };
        if !list.contains(&found.symbol) {
            list.push(found.symbol);
        }
    }

    fn ask(&mut self, kind: QuestionKind, subject: Option<Subject>, answered: bool) {
        let is_same = |other: &Question| (other.kind, other.subject) == (kind, subject);
        if !self.questions.iter().any(is_same) {
            self.questions.push(Question { kind, subject, answered });
        }
    }

    fn because(&mut self, kind: ReasonKind, subject: Option<Subject>) {
        let reason = ExposureReason { kind, subject };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    fn symbol(&mut self, found: Found, answers: &ExposureAnswers) {
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
    fn not_in_table(&mut self, answers: &ExposureAnswers) {
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            if row.technique.exposure() != Exposure::Ask {
                continue;
            }
            let only_associated = row.associated.iter().filter(|id| !row.own.contains(id));
            let mut subjects: Vec<Subject> =
                row.own.iter().chain(only_associated).map(|id| Subject::Symbol(*id)).collect();
            if subjects.is_empty() {
                subjects.push(Subject::Technique(row.technique));
            }
            let said: Vec<Option<bool>> = subjects
                .into_iter()
                .map(|subject| {
                    let open = ReasonKind::NotInTable;
                    self.ask_excb(QuestionKind::NotInTable, subject, open, answers)
                })
                .collect();
            // One yes is enough, and all must be no.
            self.rows[index].exposure = if said.contains(&Some(true)) {
                Exposure::Possible
            } else if said.iter().all(|said| *said == Some(false)) {
                Exposure::No
            } else {
                Exposure::Ask
            };
        }
    }

    /// Asks what the ExCB says of a subject, and gives its answer; the reason where
    /// there is none is `open`.
    fn ask_excb(
        &mut self,
        kind: QuestionKind,
        subject: Subject,
        open: ReasonKind,
        answers: &ExposureAnswers,
    ) -> Option<bool> {
        let said = answers.excb(subject);
        self.ask(kind, Some(subject), said.is_some());
        let kind = match said {
            Some(true) => ReasonKind::ExcbSaysExposed,
            Some(false) => ReasonKind::ExcbSaysNotExposed,
            None => open,
        };
        self.because(kind, Some(subject));
        said
    }

    /// What may hold software whatever the technique is (EX-4): asked of every
    /// product that is explosion-protected, the monitoring only where there is
    /// something to monitor.
    fn advisories(&mut self, answers: &ExposureAnswers, has_open_h: bool) {
        self.advisory = Advisory::No;
        let monitored = |row: &&TechniqueExposure| {
            matches!(row.technique, Technique::IgnitionSourceControl | Technique::Immersion)
        };
        let monitored =
            self.rows.iter().find(monitored).map(|row| Subject::Technique(row.technique));
        // b or k may stand behind an `h` (EX-2).
        if monitored.is_some() || has_open_h {
            let answer = answers.programmable_electronics;
            self.advisory(QuestionKind::ProgrammableElectronics, monitored, answer, answers);
        }
        self.advisory(QuestionKind::SafetyDevice, None, answers.safety_device, answers);
    }

    fn advisory(
        &mut self,
        kind: QuestionKind,
        subject: Option<Subject>,
        answer: Option<bool>,
        answers: &ExposureAnswers,
    ) {
        self.ask(kind, subject, answer.is_some());
        match answer {
            Some(false) => {}
            None if self.advisory == Advisory::Yes => {}
            None => self.advisory = Advisory::Open,
            Some(true) => {
                let (about, open) = (Subject::Advisory(kind), ReasonKind::AdvisoryYes);
                let said = self.ask_excb(QuestionKind::NotInTable, about, open, answers);
                if said.is_none() {
                    self.advisory = Advisory::Yes;
                }
            }
        }
    }

    /// What the techniques come to together.
    fn techniques(&mut self, answers: &ExposureAnswers, has_path: Option<bool>) {
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            let about = Subject::Technique(row.technique);
            let subject = Some(about);
            let (exposure, is_argued) = (row.exposure, row.is_argued());
            let bracketed = row.protects_another_device();
            match exposure {
                Exposure::Possible => self.because(ReasonKind::TechniquePossible, subject),
                Exposure::No => self.because(ReasonKind::TechniqueNotExposed, subject),
                Exposure::Ask => {}
            }
            // The ExCB decides on what the table does not settle, argued or not (RT-11),
            // and on the argument where there is a path (EX-7).
            let mut said = None;
            if is_argued && exposure == Exposure::Possible {
                self.because(ReasonKind::ArguedNotReachable, subject);
                if has_path == Some(true) {
                    let (kind, open) = (QuestionKind::Argument, ReasonKind::ArguedNotReachable);
                    said = self.ask_excb(kind, about, open, answers);
                }
            }
            if said == Some(false) {
                self.rows[index].exposure = Exposure::No;
            }
            if bracketed {
                self.because(ReasonKind::ProtectsAnotherDevice, subject);
            }
            let protection = match exposure {
                Exposure::No => Protection::NotExposed,
                Exposure::Possible if said == Some(false) => Protection::NotExposed,
                Exposure::Possible if is_argued && said.is_none() => Protection::Argued,
                Exposure::Possible => Protection::Exposed,
                Exposure::Ask => Protection::AskExcb,
            };
            self.protection = self.protection.max(Some(protection));
        }
        let says_exposed = |reason: &ExposureReason| {
            reason.kind == ReasonKind::ExcbSaysExposed
                && matches!(reason.subject, Some(Subject::Advisory(_)))
        };
        if self.reasons.iter().any(says_exposed) {
            self.protection = Some(Protection::Exposed);
        }
    }

    fn conclude(&mut self, unread: bool, path: Option<bool>) {
        if unread {
            self.because(ReasonKind::SymbolNotUnderstood, None);
        }
        if matches!(self.protection, Some(Protection::Exposed | Protection::Argued)) {
            let kind = match path {
                Some(true) => ReasonKind::AccessPath,
                Some(false) => ReasonKind::NoAccessPath,
                None => ReasonKind::AccessUnanswered,
            };
            self.because(kind, None);
        }
        if self.advisory == Advisory::Open {
            self.because(ReasonKind::AdvisoryOpen, None);
        }
        let asks = self.protection == Some(Protection::AskExcb) || self.advisory == Advisory::Yes;
        self.verdict = match (self.protection, path) {
            (Some(Protection::Exposed), Some(true)) => ExposureVerdict::Exposed,
            (Some(Protection::Exposed), None) => ExposureVerdict::Undecided,
            _ if asks => ExposureVerdict::AskExcb,
            (Some(Protection::Exposed), Some(false)) => ExposureVerdict::PossibleWithoutPath,
            _ if self.unread => ExposureVerdict::Undecided,
            (Some(Protection::Argued), Some(true)) => ExposureVerdict::Argued,
            (Some(Protection::Argued), Some(false)) => ExposureVerdict::PossibleWithoutPath,
            (Some(Protection::Argued), None) | (None, _) => ExposureVerdict::Undecided,
            (Some(_), _) => ExposureVerdict::NotExposed,
        };
    }
}
