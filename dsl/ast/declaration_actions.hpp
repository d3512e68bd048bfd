// What the rules of dsl/grammar/grammar.hpp build, first half: shared parts, and the declarations
// that say what there is. The second half is rule_actions.hpp. Included by dsl/ast/from_source.cpp
// only.
#pragma once

#include "dsl/ast/action_words.hpp"

namespace tierline::ast {

using G = Growing;

// ---- parts that several declarations share ------------------------------------------------------

template <>
struct action<grammar::clause_source> : word_into<&G::clause, &ClauseRef::source> {};
template <>
struct action<grammar::clause_id> : word_into<&G::clause, &ClauseRef::clause> {};
template <>
struct action<grammar::because> {
  static void apply0(Builder& b) { b.put(b.because, std::move(b.clause)); }
};
template <>
struct action<grammar::from_day> : word_into<&G::validity, &Validity::from> {};
template <>
struct action<grammar::until_day> : word_into<&G::validity, &Validity::until> {};

template <>
struct action<grammar::type_name> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.type.emplace().name = b.word(in.begin(), in.end());
  }
};
template <>
struct action<grammar::type_digits> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.type->digits = b.word(in.begin(), in.end());
  }
};
template <>
struct action<grammar::type_optional> {
  static void apply0(Builder& b) { b.type->optional = true; }
};
template <>
struct action<grammar::type_low> {
  static void apply0(Builder& b) { b.type->low = b.pop(); }
};
template <>
struct action<grammar::type_high> {
  static void apply0(Builder& b) { b.type->high = b.pop(); }
};

// ---- program ------------------------------------------------------------------------------------

template <>
struct action<grammar::program_title> : text_into<&G::program, &ProgramDecl::title> {};
template <>
struct action<grammar::program_version> : text_into<&G::program, &ProgramDecl::version> {};
template <>
struct action<grammar::force_item> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.put(b.program.in_force, in.begin());
  }
};
template <>
struct action<grammar::program_currency> : word_into<&G::program, &ProgramDecl::currency> {};
template <>
struct action<grammar::fiscal_day> : word_into<&G::program, &ProgramDecl::fiscal_day> {};
template <>
struct action<grammar::fiscal_month> : word_into<&G::program, &ProgramDecl::fiscal_month> {};
template <>
struct action<grammar::month_policy> : word_into<&G::program, &ProgramDecl::month_end> {};
template <>
struct action<grammar::source_id> : word_into<&G::source, &Source::id> {};
template <>
struct action<grammar::source_title> : text_into<&G::source, &Source::title> {};
template <>
struct action<grammar::clause_name> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.source.clauses.emplace_back().id = b.word(in.begin(), in.end());
  }
};
template <>
struct action<grammar::clause_title> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.source.clauses.back().title = b.quoted(in.begin(), in.end());
  }
};
template <>
struct action<grammar::source_item> {
  static void apply0(Builder& b) { move_to(b.program.sources, b.source); }
};
template <>
struct action<grammar::program_declaration> : finishes<&G::program> {};

// ---- tiers, enum, calendar ----------------------------------------------------------------------

template <>
struct action<grammar::tiers_first> : word_into<&G::tiers, &TiersDecl::names> {};
template <>
struct action<grammar::tiers_next> : word_into<&G::tiers, &TiersDecl::names> {};
template <>
struct action<grammar::tiers_declaration> : finishes<&G::tiers> {};

template <>
struct action<grammar::enum_name> : word_into<&G::enumeration, &EnumDecl::name> {};
template <>
struct action<grammar::enum_first> : word_into<&G::enumeration, &EnumDecl::words> {};
template <>
struct action<grammar::enum_next> : word_into<&G::enumeration, &EnumDecl::words> {};
template <>
struct action<grammar::enum_declaration> : finishes<&G::enumeration> {};

template <>
struct action<grammar::calendar_name> : word_into<&G::calendar, &CalendarDecl::name> {};
template <>
struct action<grammar::weekend_day> : word_into<&G::calendar, &CalendarDecl::weekend> {};

// A day or the file of one of the calendar's two lists.
template <auto List, auto Slot>
struct into_list {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    const bool is_text = *in.begin() == '"';
    b.put(b.calendar.*List.*Slot,
          is_text ? b.quoted(in.begin(), in.end()) : b.word(in.begin(), in.end()));
  }
};
template <>
struct action<grammar::holidays_file> : into_list<&CalendarDecl::holidays, &DayList::file> {};
template <>
struct action<grammar::holidays_day> : into_list<&CalendarDecl::holidays, &DayList::days> {};
template <>
struct action<grammar::working_file> : into_list<&CalendarDecl::working_days, &DayList::file> {};
template <>
struct action<grammar::working_day> : into_list<&CalendarDecl::working_days, &DayList::days> {};
template <>
struct action<grammar::known_item> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.put(b.calendar.in_force, in.begin());
  }
};
template <>
struct action<grammar::calendar_declaration> : finishes<&G::calendar> {};

// ---- subject and ledgers ------------------------------------------------------------------------

template <>
struct action<grammar::field_key> {
  static void apply0(Builder& b) { b.field.key = true; }
};
template <>
struct action<grammar::field_name> : word_into<&G::field, &Field::name> {};
template <>
struct action<grammar::field_default> : expression_into<&G::field, &Field::value> {};
template <>
struct action<grammar::field_value> {
  static void apply0(Builder& b) {
    b.field.derived = true;
    b.field.value = b.pop();
  }
};
template <>
struct action<grammar::field> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.field.span = b.span_from(in.begin());
    b.field.type = b.take_type();
    b.field.because = b.take_because();
    move_to(b.fields, b.field);
  }
};
template <>
struct action<grammar::subject_name> : word_into<&G::subject, &SubjectDecl::name> {};
template <>
struct action<grammar::subject_declaration> {
  static void apply0(Builder& b) {
    b.subject.fields = std::exchange(b.fields, {});
    b.finish(b.subject);
  }
};
template <>
struct action<grammar::ledger_name> : word_into<&G::ledger, &LedgerDecl::name> {};
template <>
struct action<grammar::ledger_subject> : word_into<&G::ledger, &LedgerDecl::subject> {};
template <>
struct action<grammar::ledger_declaration> {
  static void apply0(Builder& b) {
    b.ledger.fields = std::exchange(b.fields, {});
    b.finish(b.ledger);
  }
};

// ---- table --------------------------------------------------------------------------------------

template <>
struct action<grammar::table_name> : word_into<&G::table, &TableDecl::name> {};
template <>
struct action<grammar::key_name> : word_into<&G::table_key, &TableKey::name> {};
template <>
struct action<grammar::key_type> : word_into<&G::table_key, &TableKey::type> {};
template <>
struct action<grammar::table_key> {
  static void apply0(Builder& b) { move_to(b.table.keys, b.table_key); }
};
template <>
struct action<grammar::table_hit> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    const Span place = b.span(in.begin(), in.end());
    if (b.table.hit != Hit::Unstated) {
      b.repeated(place, b.table_hit_place);
    }
    b.table_hit_place = place;
    b.table.hit = *in.begin() == 'u' ? Hit::Unique : *in.begin() == 'f' ? Hit::First : Hit::Sum;
  }
};
template <>
struct action<grammar::table_complete> {
  static void apply0(Builder& b) { b.table.complete = true; }
};
template <>
struct action<grammar::table_file> : text_into<&G::table, &TableDecl::file> {};
template <>
struct action<grammar::table_because> {
  static void apply0(Builder& b) { b.put(b.table.because, std::move(b.clause)); }
};

template <>
struct action<grammar::row_first_key> {
  static void apply0(Builder& b) { b.row.keys = {{b.pop()}}; }
};
template <>
struct action<grammar::row_comma> {
  static void apply0(Builder& b) { b.row.keys.emplace_back(); }
};
template <>
struct action<grammar::row_key> {
  static void apply0(Builder& b) { b.row.keys.back().push_back(b.pop()); }
};
template <>
struct action<grammar::row_value> : expression_into<&G::row, &TableRow::value> {};
template <>
struct action<grammar::row> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.row.span = b.span_from(in.begin());
    b.row.validity = b.take_validity();
    b.row.because = b.take_because();
    move_to(b.table.rows, b.row);
  }
};

template <>
struct action<grammar::header_word> : word_into<&G::matrix, &Matrix::header> {};
template <>
struct action<grammar::line_name> : word_into<&G::line, &MatrixRow::name> {};
template <>
struct action<grammar::cell> : expression_into<&G::line, &MatrixRow::cells> {};
template <>
struct action<grammar::line> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.line.span = b.span_from(in.begin());
    b.line.because = b.take_because();
    move_to(b.matrix.rows, b.line);
  }
};
template <>
struct action<grammar::matrix> {
  static void apply0(Builder& b) { b.table.matrix = std::exchange(b.matrix, {}); }
};
template <>
struct action<grammar::table_declaration> {
  static void apply0(Builder& b) {
    b.table.type = b.take_type();
    b.finish(b.table);
  }
};

}  // namespace tierline::ast
