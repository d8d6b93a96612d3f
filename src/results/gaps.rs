//! What stands between the answers and the certificate: the gaps by what
//! closing them brings, what the next level needs, and the figures as they
//! would be. Nothing here is stored, and nothing here changes an answer.
//!
//! A gap is *closed* when its requirement passes, or its "not applicable" has
//! what CV-5 and CV-6 ask for, and, in 2-4 and 4-1, its
//! evidence supports the wanted level: the highest of the target (CV-8), the
//! claim (ML-1) and the level above the floor of its practice (ML-3).

use super::{
    Facts, GroupResults, Id, LevelReached, Maturity, MissingFacts, PartResults, RequirementResults,
    Results, coverage,
};
use crate::{
    assessment::{Answer, Assessment, SecurityLevel, Standing, Verdict},
    catalogue::{Group, Levels, PartId, RequirementKey},
    words,
};

/// Why a requirement in scope is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its verdict is fail.
    Failed,
    /// It has no verdict that counts (CV-5).
    NotEvaluated,
    /// A "not applicable" lacks what CV-5 or CV-6 asks for.
    NotAccepted,
    /// It passes, but its evidence supports less than is claimed or aimed at
    /// (ML-1, CV-8).
    BelowWanted,
}

/// A requirement in scope that is not as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which requirement.
    pub requirement: RequirementKey,
    /// Why it is one.
    pub why: Why,
    /// What closing it brings.
    pub effect: Effect,
    /// The evidence that its wanted level still needs (ML); nothing in 3-3 and 4-2.
    pub missing: MissingFacts,
}

/// What closing a gap brings, alone and with the others that hold the same level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many requirements, this one included, hold its practice or
    /// foundational requirement at its level: closing all of them lifts it. 1
    /// means that this one does it alone, 0 that it holds no level now.
    pub together: u16,
    /// The level they hold: of maturity (ML-3), or SL-C (SL-1).
    pub from: u8,
    /// The level that closing all of them gives.
    pub to: u8,
    /// The target SL-T of its foundational requirement (SL-3); none where
    /// maturity counts.
    pub target: Option<u8>,
    /// Whether it adds one to the numerator of the ratio (CV-2).
    pub covers: bool,
    /// Whether it then counts as not applicable (CV-5), which adds nothing to it.
    pub excuses: bool,
}

impl Effect {
    /// The order within one [`Weight`], least first: what lifts a level before
    /// what does not; the fewer have to be closed together the earlier; then
    /// the higher lift.
    fn rank(self) -> (bool, u16, u8) {
        (self.together == 0, self.together, u8::MAX - (self.to - self.from))
    }

    /// What it is, as a sentence.
    #[must_use]
    pub fn text(self, of: RequirementKey) -> String {
        let row = of.requirement();
        let holder = if of.part().part().levels == Levels::Maturity {
            Holder::Group(usize::from(row.group))
        } else {
            Holder::Fr(row.fr)
        };
        let (from, mut to) = (holder.level(self.from), holder.level(self.to));
        if let Some(target) = self.target.filter(|target| *target != self.to) {
            to = words::gaps::with_target(&to, &target.to_string());
        }
        let holder = holder.text(of.part());
        match (self.together, self.covers) {
            (0, _) if self.excuses => words::gaps::excuses().to_owned(),
            (0, true) => words::gaps::covers().to_owned(),
            (0, false) => words::gaps::supports_only().to_owned(),
            (1, _) => words::gaps::lifts_alone(&holder, &from, &to),
            (count, _) => words::gaps::lifts_with(&count.to_string(), &holder, &from, &to),
        }
    }
}

/// What has a level of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A practice of 4-1 or a summary level of 2-4, by its index in the part.
    Group(usize),
    /// A foundational requirement, 1 to 7.
    Fr(u8),
}

impl Holder {
    /// Its short name, such as `DM` or `FR 3`.
    #[must_use]
    pub fn text(self, part: PartId) -> String {
        match self {
            Self::Group(index) => part.part().groups.get(index).map_or("", |of| of.id).to_owned(),
            Self::Fr(number) => words::results::fr(&number.to_string()),
        }
    }

    /// A level of what it has, in words.
    fn level(self, number: u8) -> String {
        match self {
            Self::Group(_) => LevelReached::from_number(number).text().to_owned(),
            Self::Fr(_) => words::results::security_level(&number.to_string()),
        }
    }
}

/// What lifts a practice, summary level or foundational requirement by one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextLevel {
    /// The part.
    pub part: PartId,
    /// What is lifted.
    pub holder: Holder,
    /// Its level now: the supported floor (ML-3), or SL-C (SL-1).
    pub from: u8,
    /// The level it has then: the next one, or a higher one where the facts
    /// that are missing there are all there are missing.
    pub to: u8,
    /// The requirements that hold it there, in the order of the standard, each
    /// with the facts that lift it (ML-1); without any in 3-3 and 4-2, where a
    /// pass does it.
    pub rows: Vec<(RequirementKey, MissingFacts)>,
}

impl NextLevel {
    /// How many facts are missing altogether.
    #[must_use]
    pub fn facts(&self) -> usize {
        self.rows.iter().map(|(_, missing)| missing.len()).sum()
    }

    /// The statement, such as "3 facts lift DM from 1 to 2".
    #[must_use]
    pub fn text(&self) -> String {
        let (from, to) = (self.holder.level(self.from), self.holder.level(self.to));
        let holder = self.holder.text(self.part);
        match self.holder {
            Holder::Group(_) => words::gaps::next_facts(self.facts(), &holder, &from, &to),
            Holder::Fr(_) => words::gaps::next_rows(self.rows.len(), &holder, &from, &to),
        }
    }
}

/// What comes before what in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Stands in the way of the certificate, or of a security level.
    Stands,
    /// Passes on less evidence than is claimed or aimed at.
    Claims,
    /// Nobody has answered it.
    Waits,
}

impl Gap {
    fn weight(&self) -> Weight {
        match self.why {
            Why::Failed | Why::NotAccepted => Weight::Stands,
            Why::BelowWanted => Weight::Claims,
            Why::NotEvaluated if self.effect.together > 0 => Weight::Stands,
            Why::NotEvaluated => Weight::Waits,
        }
    }
}

/// Every gap: first what stands in the way, then what is claimed, then what
/// waits for an answer; each by its [`Effect`], and what is equal in it in the
/// order of the catalogue.
#[must_use]
pub fn gaps(assessment: &Assessment, results: &Results) -> Vec<Gap> {
    let untouched = Answer::default();
    let mut gaps = Vec::new();
    for part in &results.parts {
        for row in part.requirements.iter().filter(|row| row.standing == Standing::InScope) {
            let Id(key) = row.requirement;
            let answer = assessment.answers.get(key).unwrap_or(&untouched);
            let wanted = wanted(assessment, row);
            let why = match row.verdict {
                Verdict::NotApplicable => continue,
                Verdict::Pass if wanted <= row.supported => continue,
                Verdict::Pass => Why::BelowWanted,
                Verdict::Fail => Why::Failed,
                Verdict::NotEvaluated if answer.verdict == Verdict::NotApplicable => {
                    Why::NotAccepted
                }
                Verdict::NotEvaluated => Why::NotEvaluated,
            };
            gaps.push(Gap {
                requirement: key,
                why,
                effect: effect(assessment, part, row),
                missing: row.facts.missing_for(wanted),
            });
        }
    }
    gaps.sort_by_key(|gap| (gap.weight(), gap.effect.rank(), gap.requirement));
    gaps
}

/// The level that is claimed or aimed at, the higher of them; none in 3-3 and 4-2.
fn wanted(assessment: &Assessment, row: &RequirementResults) -> LevelReached {
    let target = assessment.selection.maturity_target(row.requirement.0.part());
    target.map_or(LevelReached::NONE, LevelReached::from).max(row.claimed)
}

/// The supported floor of the practice of a requirement; level 0 while nothing passes.
fn floor(part: &PartResults, key: RequirementKey) -> LevelReached {
    let group = part.groups.get(usize::from(key.requirement().group));
    let maturity = group.and_then(|group| group.maturity);
    maturity.and_then(|maturity| maturity.supported).unwrap_or(LevelReached::NONE)
}

/// The level that a requirement supports once it is closed: the wanted one, or
/// a higher one that the facts it has already then support too.
fn closed_at(
    assessment: &Assessment,
    part: &PartResults,
    row: &RequirementResults,
) -> LevelReached {
    let least = wanted(assessment, row).max(row.supported);
    row.facts.with(least.max(floor(part, row.requirement.0).next())).supports()
}

fn effect(assessment: &Assessment, part: &PartResults, row: &RequirementResults) -> Effect {
    let key = row.requirement.0;
    let excuses = is_excused(assessment, row);
    let covers = row.verdict != Verdict::Pass && !excuses;
    let nothing = Effect { covers, excuses, ..Effect::default() };
    if part.security.is_some() {
        let own = key.requirement().from_level;
        let levels = || lacking(part, key.requirement().fr).map(|key| key.requirement().from_level);
        // A constraint of 4-2 that all components share belongs to none of them.
        if key.requirement().fr == 0 || levels().min() != Some(own) {
            return nothing;
        }
        let next = levels().filter(|level| *level > own).min();
        let to = next.unwrap_or(SecurityLevel::MAX + 1) - 1;
        let together = levels().filter(|level| *level == own).count() as u16;
        let vector = part.security.iter().flat_map(|security| &security.vector);
        let fr = vector.into_iter().find(|of| of.fr == key.requirement().fr);
        let target = fr.map(|of| of.target.number());
        return Effect { together, from: own - 1, to, target, covers, excuses };
    }
    let from = floor(part, key);
    // What does not pass lifts no floor: only what passes has one (ML-3).
    if row.verdict != Verdict::Pass || row.supported > from || from.next() == from {
        return nothing;
    }
    let group = &part.part.part().groups[usize::from(key.requirement().group)];
    let passed = || of_group(part, group).filter(|row| row.verdict == Verdict::Pass);
    let holds = |row: &&RequirementResults| row.supported == from;
    let closed = |row: &RequirementResults| {
        if row.supported == from { closed_at(assessment, part, row) } else { row.supported }
    };
    Effect {
        together: passed().filter(holds).count() as u16,
        from: from.number(),
        to: passed().map(closed).min().unwrap_or(from).number(),
        target: None,
        covers,
        excuses,
    }
}

/// Whether closing a gap lets it count as not applicable: that is its answer, and
/// only what CV-5 and CV-6 ask for is missing.
fn is_excused(assessment: &Assessment, row: &RequirementResults) -> bool {
    let key = row.requirement.0;
    row.verdict == Verdict::NotEvaluated
        && assessment.answers.verdict(key) == Verdict::NotApplicable
        && !coverage::is_process_scoping(key)
}

fn of_group<'a>(
    part: &'a PartResults,
    group: &Group,
) -> impl Iterator<Item = &'a RequirementResults> + use<'a> {
    part.requirements.get(group.rows()).unwrap_or_default().iter()
}

/// The requirements of a foundational requirement that apply and do not pass (SL-1).
fn lacking(part: &PartResults, fr: u8) -> impl Iterator<Item = RequirementKey> {
    let lacks = move |row: &&RequirementResults| {
        row.requirement.0.requirement().fr == fr
            && row.standing != Standing::OtherKind
            && !matches!(row.verdict, Verdict::Pass | Verdict::NotApplicable)
    };
    part.requirements.iter().filter(lacks).map(|row| row.requirement.0)
}

/// What is missing to the next level, part by part, in the order of the
/// standard. A practice in which nothing passes has no level to lift (ML-3).
#[must_use]
pub fn next_levels(results: &Results) -> Vec<NextLevel> {
    results.parts.iter().flat_map(next_of_part).collect()
}

fn next_of_part(part: &PartResults) -> Vec<NextLevel> {
    let of = part.part.part();
    if let Some(security) = &part.security {
        let next = |level: &super::FrLevel| {
            let from = level.capability.number();
            let keys = || lacking(part, level.fr);
            // Whatever lacks at a lower level would hold SL-C lower.
            let held = keys().filter(|key| key.requirement().from_level == from + 1);
            let rows: Vec<_> = held.map(|key| (key, MissingFacts::default())).collect();
            let above = keys().map(|key| key.requirement().from_level);
            let above = above.filter(|level| *level > from + 1).min();
            (!rows.is_empty()).then_some(NextLevel {
                part: part.part,
                holder: Holder::Fr(level.fr),
                from,
                to: above.unwrap_or(SecurityLevel::MAX + 1) - 1,
                rows,
            })
        };
        return security.vector.iter().filter_map(next).collect();
    }
    let next = |(index, (group, results)): (usize, (&Group, &GroupResults))| {
        let floor = results.maturity?.supported.filter(|floor| floor.next() != *floor)?;
        let passed = || of_group(part, group).filter(|row| row.verdict == Verdict::Pass);
        let rows = passed()
            .filter(|row| row.supported == floor)
            .map(|row| (row.requirement.0, row.facts.missing_for(floor.next())))
            .collect();
        let then = |row: &RequirementResults| {
            if row.supported == floor {
                row.facts.with(floor.next()).supports()
            } else {
                row.supported
            }
        };
        let to = passed().map(then).min().unwrap_or(floor).number();
        Some(NextLevel {
            part: part.part,
            holder: Holder::Group(index),
            from: floor.number(),
            to,
            rows,
        })
    };
    of.groups.iter().zip(&part.groups).enumerate().filter_map(next).collect()
}

/// The results as they would be if these requirements were closed. No answer
/// is touched; what does not apply to the component types stays as it is.
#[must_use]
pub fn what_if(assessment: &Assessment, results: &Results, closed: &[RequirementKey]) -> Results {
    let mut after = results.clone();
    for (part, before) in after.parts.iter_mut().zip(&results.parts) {
        let mut is_moved = false;
        for key in closed.iter().filter(|key| key.part() == before.part) {
            let Some(row) = part.requirements.get_mut(key.row()) else { continue };
            if row.standing == Standing::OtherKind {
                continue;
            }
            is_moved = true;
            let is_excused = is_excused(assessment, row);
            row.verdict = if is_excused { Verdict::NotApplicable } else { Verdict::Pass };
            if before.maturity.is_some() && !is_excused {
                row.supported = closed_at(assessment, before, row);
                row.facts = row.facts.with(row.supported);
                row.missing = row.facts.missing_for(row.supported.next());
            }
            part.findings.retain(|finding| finding.requirement.0 != *key);
        }
        if is_moved {
            part.aggregate(assessment);
        }
    }
    after
}

/// A figure of the certificate as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is of.
    pub name: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
}

/// The figures of each part, and those of its organizational levels that
/// differ between two results of one selection.
#[must_use]
pub fn figures(now: &Results, then: &Results) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (now, then) in now.parts.iter().zip(&then.parts) {
        let code = now.part.code();
        let mut add = |name: String, texts: [String; 2]| {
            let [now, then] = texts;
            figures.push(Figure { name, now, then });
        };
        let both = |text: fn(&PartResults) -> String| [text(now), text(then)];
        let coverage = [now.coverage.ratio(code), then.coverage.ratio(code)];
        add(words::gaps::coverage_of(code), coverage);
        if now.security.is_some() {
            add(words::gaps::capability_of(code), both(capability));
        } else {
            add(words::gaps::floor_of(code), both(|part| level_text(part.maturity)));
        }
        let excused = both(|part| part.coverage.not_applicable.to_string());
        add(words::gaps::excused_of(code), excused);
        for (now, then) in now.groups.iter().zip(&then.groups) {
            if now != then {
                let text = |of: &GroupResults| {
                    let mut text = of.coverage.ratio(of.group);
                    if of.maturity.is_some() {
                        text.extend([words::list::dot(), &level_text(of.maturity)]);
                    }
                    text
                };
                let name = then.group.to_owned();
                add(name, [text(now), text(then)]);
            }
        }
    }
    figures
}

fn capability(part: &PartResults) -> String {
    let levels = part.security.iter().flat_map(|security| &security.vector);
    let levels: Vec<String> = levels.map(|of| of.capability.number().to_string()).collect();
    levels.join(" ")
}

fn level_text(maturity: Option<Maturity>) -> String {
    let level = maturity.and_then(|maturity| maturity.supported);
    level.map_or(words::app::dash(), LevelReached::text).to_owned()
}

impl Facts {
    /// These facts, and those that a level needs.
    fn with(self, level: LevelReached) -> Self {
        let number = level.number();
        Self {
            performed: self.performed || number >= 1,
            documented: self.documented || number >= 2,
            repeated: self.repeated || number >= 3,
            improved: self.improved || number >= 4,
        }
    }
}

impl Why {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Failed => words::verdict::fail(),
            Self::NotEvaluated => words::verdict::not_evaluated(),
            Self::NotAccepted => words::gaps::not_accepted(),
            Self::BelowWanted => words::gaps::below_wanted(),
        }
    }
}

/// The gap list as a file of comma-separated values: RFC 4180, UTF-8 with a
/// byte order mark, so that spreadsheets read it as what it is.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn csv(assessment: &Assessment, gaps: &[Gap]) -> String {
    use words::gaps as say;
    let untouched = Answer::default();
    let mut out = String::from('\u{feff}');
    push_line(
        &mut out,
        [
            say::part(),
            say::requirement(),
            say::name(),
            say::group(),
            say::verdict(),
            say::effect(),
            say::missing(),
            words::answer::owner(),
            words::answer::due(),
        ],
    );
    for gap in gaps {
        let key = gap.requirement;
        let answer = assessment.answers.get(key).unwrap_or(&untouched);
        let group = key.part().part().groups.get(usize::from(key.requirement().group));
        push_line(
            &mut out,
            [
                key.part().code(),
                key.id(),
                key.requirement().title(),
                group.map_or("", |group| group.id),
                gap.why.text(),
                &gap.effect.text(key),
                &gap.missing.text(),
                &answer.owner,
                answer.due.as_ref().map_or("", |due| due.as_str()),
            ],
        );
    }
    out
}

/// How a formula begins in a spreadsheet.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

fn push_line(out: &mut String, cells: [&str; 9]) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let first = cell
            .trim_start_matches(|sign: char| !sign.is_alphanumeric() && !FORMULA.contains(&sign));
        let is_formula = first.starts_with(FORMULA) || cell.starts_with(['\t', '\r']);
        // Some spreadsheets cut at a semicolon.
        let is_quoted = cell.contains([',', ';', '"', '\r', '\n']);
        if is_quoted {
            out.push('"');
        }
        if is_formula {
            out.push('\'');
        }
        if is_quoted {
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
