// What the rules of dsl/grammar/grammar.hpp build, second half: the declarations that decide, and
// the scenarios. Included by dsl/ast/from_source.cpp only.
#pragma once

#include "dsl/ast/declaration_actions.hpp"

namespace tierline::ast {

// ---- define -------------------------------------------------------------------------------------

template <>
struct action<grammar::define_name> : word_into<&G::define, &DefineDecl::name> {};
template <>
struct action<grammar::parameter_name> : word_into<&G::parameter, &Parameter::name> {};
template <>
struct action<grammar::parameter> {
  static void apply0(Builder& b) {
    b.parameter.type = *b.take_type();
    move_to(b.define.parameters, b.parameter);
  }
};
template <>
struct action<grammar::define_value> : expression_into<&G::define, &DefineDecl::value> {};
template <>
struct action<grammar::define_because> {
  static void apply0(Builder& b) { b.put(b.define.because, std::move(b.clause)); }
};

template <>
struct action<grammar::except_name> : word_into<&G::exception, &Exception::name> {};
template <>
struct action<grammar::except_parent> : word_into<&G::exception, &Exception::to> {};
template <>
struct action<grammar::condition> : expression_into<&G::exception, &Exception::when> {};
template <>
struct action<grammar::condition_alone> {
  static void apply0(Builder& b) {
    b.put(b.exception.when, b.pop());
    b.condition_gave_up_equal = true;
  }
};
template <>
struct action<grammar::agreeing> {
  static void apply0(Builder& b) { b.exception.agreeing = true; }
};
template <>
struct action<grammar::except_value> : expression_into<&G::exception, &Exception::value> {};
template <>
struct action<grammar::exception> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.check_condition();
    b.exception.span = b.span_from(in.begin());
    b.exception.validity = b.take_validity();
    b.exception.because = b.take_because();
    move_to(b.define.exceptions, b.exception);
  }
};
template <>
struct action<grammar::define_declaration> {
  static void apply0(Builder& b) {
    b.define.type = b.take_type();
    b.finish(b.define);
  }
};

// ---- tier ---------------------------------------------------------------------------------------

template <>
struct action<grammar::tier_name> : word_into<&G::tier, &TierDecl::name> {};
template <>
struct action<grammar::tier_parent> : word_into<&G::tier, &TierDecl::extends> {};
template <>
struct action<grammar::requirement_name> : word_into<&G::requirement, &Requirement::name> {};
template <>
struct action<grammar::requirement_condition>
    : expression_into<&G::requirement, &Requirement::condition> {};
template <>
struct action<grammar::grace_days> : word_into<&G::requirement, &Requirement::grace> {};
template <>
struct action<grammar::assessed> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    const Span place = b.span_from(in.begin());
    if (b.requirement.assessed) {
      b.repeated(place, b.assessed_place);
    }
    b.assessed_place = place;
    b.requirement.assessed = true;
  }
};
template <>
struct action<grammar::requirement> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.requirement.span = b.span_from(in.begin());
    b.requirement.validity = b.take_validity();
    b.requirement.because = b.take_because();
    move_to(b.tier.requirements, b.requirement);
  }
};
template <>
struct action<grammar::tier_declaration> : finishes<&G::tier> {};

// ---- status -------------------------------------------------------------------------------------

// The line is complete: it goes into its place, and the next one begins empty.
template <auto Part, auto Slot>
struct ends_line {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    auto line = std::exchange(b.*Part, {});
    line.span = b.span_from(in.begin());
    line.because = b.take_because();
    b.put_line(b.status.*Slot, std::move(line));
  }
};
struct line_value : expression_into<&G::status_line, &StatusLine::value> {};

template <>
struct action<grammar::launch_line> : ends_line<&G::status_line, &StatusDecl::launch> {};
template <>
struct action<grammar::starts_day> : line_value {};
template <>
struct action<grammar::starts_line> : ends_line<&G::status_line, &StatusDecl::starts> {};
template <>
struct action<grammar::ends_day> : line_value {};
template <>
struct action<grammar::ends_line> : ends_line<&G::status_line, &StatusDecl::ends> {};
template <>
struct action<grammar::promote_delay> {
  static void apply0(Builder& b) {
    b.promote.after = true;
    b.promote.value = b.pop();
  }
};
template <>
struct action<grammar::promote_day> : expression_into<&G::promote, &Promote::value> {};
template <>
struct action<grammar::promote_line> : ends_line<&G::promote, &StatusDecl::promote> {};
template <>
struct action<grammar::assess_day> : word_into<&G::assess, &Assess::day> {};
template <>
struct action<grammar::assess_month> : word_into<&G::assess, &Assess::month> {};
template <>
struct action<grammar::anniversary_day> : expression_into<&G::assess, &Assess::anniversary> {};
template <>
struct action<grammar::once_condition> : expression_into<&G::assess, &Assess::once> {};
template <>
struct action<grammar::assess_line> : ends_line<&G::assess, &StatusDecl::assess> {};
template <>
struct action<grammar::most_tiers> : word_into<&G::demote, &Demote::at_most> {};
template <>
struct action<grammar::demote_line> : ends_line<&G::demote, &StatusDecl::demote> {};
template <>
struct action<grammar::holds_day> : line_value {};
template <>
struct action<grammar::holds_line> : ends_line<&G::status_line, &StatusDecl::holds> {};
template <>
struct action<grammar::status_tier> : word_into<&G::status, &StatusDecl::name> {};
template <>
struct action<grammar::status_declaration> : finishes<&G::status> {};

// ---- bands --------------------------------------------------------------------------------------

// `up  to` is one word, however it is spaced.
struct edge_word_of {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.edge.word = b.word(in.begin(), in.end());
    if (b.edge.word.text.starts_with("up")) {
      b.edge.word.text = "up to";
    }
  }
};
template <auto Part, auto Slot>
struct edge_into {
  static void apply0(Builder& b) {
    b.edge.value = b.pop();
    b.*Part.*Slot = std::exchange(b.edge, {});
  }
};
template <>
struct action<grammar::lower_edge_word> : edge_word_of {};
template <>
struct action<grammar::upper_edge_word> : edge_word_of {};
template <>
struct action<grammar::lower_edge_value> : edge_into<&G::band, &Band::lower> {};
template <>
struct action<grammar::upper_edge_value> : edge_into<&G::band, &Band::upper> {};
template <>
struct action<grammar::band_value> : expression_into<&G::band, &Band::value> {};
template <>
struct action<grammar::band_flat> : expression_into<&G::band, &Band::flat> {};
template <>
struct action<grammar::band> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.band.span = b.span_from(in.begin());
    b.band.because = b.take_because();
    move_to(b.bands.bands, b.band);
  }
};
template <>
struct action<grammar::bands_name> : word_into<&G::bands, &BandsDecl::name> {};
template <>
struct action<grammar::bands_axis> : expression_into<&G::bands, &BandsDecl::axis> {};
template <>
struct action<grammar::bands_typed> {
  static void apply0(Builder& b) { b.bands.type = *b.take_type(); }
};
template <>
struct action<grammar::bands_because> {
  static void apply0(Builder& b) { b.put(b.bands.because, std::move(b.clause)); }
};
template <>
struct action<grammar::bands_declaration> : finishes<&G::bands> {};

// ---- decide and scenario ------------------------------------------------------------------------

template <>
struct action<grammar::output> : word_into<&G::decide, &DecideDecl::outputs> {};
template <>
struct action<grammar::decide_declaration> : finishes<&G::decide> {};

template <>
struct action<grammar::fact_field> : word_into<&G::fact, &FactValue::field> {};
template <>
struct action<grammar::fact_value> : expression_into<&G::fact, &FactValue::value> {};
template <>
struct action<grammar::fact> {
  static void apply0(Builder& b) { move_to(b.facts.values, b.fact); }
};
template <>
struct action<grammar::facts_record> : word_into<&G::facts, &Facts::record> {};
template <>
struct action<grammar::facts> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.facts.span = b.span_from(in.begin());
    move_to(b.scenario.facts, b.facts);
  }
};

template <>
struct action<grammar::by_group> : word_into<&G::decided_by, &DecidedBy::group> {};
template <>
struct action<grammar::by_edge_value> : edge_into<&G::decided_by, &DecidedBy::edge> {};
template <>
struct action<grammar::by_entry> : word_into<&G::decided_by, &DecidedBy::entry> {};
struct ends_decided_by {
  static void apply0(Builder& b) { move_to(b.expect.because, b.decided_by); }
};
template <>
struct action<grammar::decided_by> : ends_decided_by {};
template <>
struct action<grammar::first_decided_by> : ends_decided_by {};

template <>
struct action<grammar::missing_word> {
  static void apply0(Builder& b) { b.expect.missing = true; }
};
template <>
struct action<grammar::missing_field> : word_into<&G::expect, &Expect::name> {};
template <>
struct action<grammar::expected_claim> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.expect.invariant = true;
    b.expect.name = b.word(in.begin(), in.end());
  }
};
template <>
struct action<grammar::expect_name> : word_into<&G::expect, &Expect::name> {};
template <>
struct action<grammar::parts_open> : opens_bracket {};
template <>
struct action<grammar::parts_close> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.parts_closed(in.end());
  }
};
template <>
struct action<grammar::expect_value> {
  static void apply0(Builder& b) {
    if (b.expect.parts.empty()) b.put(b.expect.value, b.pop());
  }
};
template <>
struct action<grammar::expect_day> : word_into<&G::expect, &Expect::from> {};
template <>
struct action<grammar::expect> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.expect.span = b.span_from(in.begin());
    move_to(b.step.expects, b.expect);
  }
};
template <>
struct action<grammar::step_day> : word_into<&G::step, &ScenarioStep::today> {};
template <>
struct action<grammar::step> {
  static void apply0(Builder& b) { move_to(b.scenario.steps, b.step); }
};
template <>
struct action<grammar::scenario_title> : text_into<&G::scenario, &ScenarioDecl::title> {};
template <>
struct action<grammar::scenario_declaration> : finishes<&G::scenario> {};

// ---- claims -------------------------------------------------------------------------------------

// `never falls`, `stays the same`, `is added`: one blank between the words, however they stand.
template <auto Slot>
struct law_words_into {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.claim_law.*Slot = b.word(in.begin(), in.end());
    const std::string& text = (b.claim_law.*Slot).text;
    if (text.starts_with("is")) (b.claim_law.*Slot).text = "is added";
    if (text.starts_with("the")) (b.claim_law.*Slot).text = "stays the same";
    if (Slot == &ClaimLaw::word && !text.starts_with("stays")) {
      b.claim_law.word.text = "never " + text;
    }
  }
};
template <>
struct action<grammar::claim_name> : word_into<&G::claim, &ClaimDecl::name> {};
template <>
struct action<grammar::claim_subject> : expression_into<&G::claim, &ClaimDecl::subject> {};
template <>
struct action<grammar::claim_given_condition> : expression_into<&G::claim, &ClaimDecl::given> {};
template <>
struct action<grammar::claim_way> : law_words_into<&ClaimLaw::word> {};
template <>
struct action<grammar::claim_same_words> : law_words_into<&ClaimLaw::word> {};
template <>
struct action<grammar::claim_varied> : word_into<&G::claim_law, &ClaimLaw::varied> {};
template <>
struct action<grammar::claim_member> : word_into<&G::claim_law, &ClaimLaw::member> {};
template <>
struct action<grammar::claim_rises> : law_words_into<&ClaimLaw::change> {};
template <>
struct action<grammar::claim_changes> : law_words_into<&ClaimLaw::change> {};
struct ends_law {
  static void apply0(Builder& b) { b.claim.law = std::exchange(b.claim_law, {}); }
};
template <>
struct action<grammar::claim_never> : ends_law {};
template <>
struct action<grammar::claim_stays> : ends_law {};
template <>
struct action<grammar::claim_declaration> : finishes<&G::claim> {};

}  // namespace tierline::ast
