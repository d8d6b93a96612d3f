//! How the exposure follows from the facts (EX-1 to EX-6).

use super::{
    AccessPaths, Assessed, ExposureAnswers, ExposureFacts, ExposureReason, ExposureVerdict,
    Question, ReasonKind, Subject, TechniqueExposure,
};
use crate::ex::{
    marking::Found,
    table::{Exposure, QuestionKind, SymbolId, Technique},
};

/// Puts markings, ticks, access paths and answers together (EX-1 to EX-6).
#[must_use]
pub fn assess(facts: &ExposureFacts) -> Assessed {
    let answers = &facts.answers;
    let mut out = Assessed {
        rows: Vec::new(),
        questions: Vec::new(),
        verdict: ExposureVerdict::Undecided,
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
    fn row(&mut self, technique: Technique) -> &mut TechniqueExposure {
        let place = self.rows.binary_search_by_key(&technique, |row| row.technique);
        let index = place.unwrap_or_else(|index| {
            let row = TechniqueExposure {
                technique,
                exposure: technique.exposure(),
                own: Vec::new(),
                associated: Vec::new(),
                ticked: false,
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
        let question = Question { kind, subject, answered };
        if let Err(place) = self.questions.binary_search(&question) {
            self.questions.insert(place, question);
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

    fn advisories(&mut self, answers: &ExposureAnswers) {
        let monitored = |row: &&TechniqueExposure| {
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

    fn conclude(&mut self, facts: &ExposureFacts) {
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
        if self.is_possible() {
            let (kind, verdict) = match &facts.access {
                AccessPaths::Some(paths) if !paths.is_empty() => {
                    (ReasonKind::AccessPath, ExposureVerdict::Exposed)
                }
                AccessPaths::None => {
                    (ReasonKind::NoAccessPath, ExposureVerdict::PossibleWithoutPath)
                }
                AccessPaths::Some(_) | AccessPaths::Unanswered => {
                    (ReasonKind::AccessUnanswered, ExposureVerdict::Undecided)
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
            ExposureVerdict::AskExcb
        } else if open.into_iter().any(|kind| has(self, kind)) {
            ExposureVerdict::Undecided
        } else {
            ExposureVerdict::NotExposed
        };
    }
}
