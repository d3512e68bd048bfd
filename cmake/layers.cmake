# Who may use whom, as data. This is the one table: tierline_library() stops the configure step on an
# edge that is not here, and tests/tidy reads the same rows (written to layers.txt in the build
# folder) to judge every #include line.
#
#   tierline_package(NAME TARGET cmake-target HEADERS prefixes... [ONLY_IN files or folders...]
#                    [PRIVATE] [LINKED])   PRIVATE: never in a header that embedders include;
#                    LINKED: its library is linked by those who use an installed Tierline
#   tierline_layer(NAME FOLDER path USES libraries... PACKAGES packages...)

include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/layer_table.cmake)

# ---- packages -----------------------------------------------------------------------------------

tierline_package(fmt           TARGET fmt::fmt                     HEADERS fmt/)
tierline_package(OpenSSL       TARGET OpenSSL::Crypto              HEADERS openssl/  ONLY_IN base/digest.cpp)
tierline_package(Boost         TARGET Boost::headers               HEADERS boost/)
tierline_package(PEGTL         TARGET taocpp::pegtl                HEADERS tao/
                 ONLY_IN dsl/grammar/ dsl/ast/from_source.cpp tests/ bench/ PRIVATE)
tierline_package(CLI11         TARGET CLI11::CLI11                 HEADERS CLI/      PRIVATE)
tierline_package(nlohmann_json TARGET nlohmann_json::nlohmann_json HEADERS nlohmann/ PRIVATE)
tierline_package(xxHash        TARGET xxHash::headers              HEADERS xxhash.h  ONLY_IN tools/bulk/state/hash.cpp
                 PRIVATE)
tierline_package(Highway       TARGET hwy::hwy                      HEADERS hwy/      ONLY_IN runtime/columnar/ tools/bulk/chunks/separators.cpp
                 PRIVATE LINKED)
tierline_package(libpq         TARGET PostgreSQL::PostgreSQL       HEADERS libpq-fe.h
                 ONLY_IN tools/bulk/postgres/session.cpp PRIVATE)
tierline_package(z3            TARGET z3::z3                      HEADERS z3        ONLY_IN compiler/prover/smt/z3_solver.cpp
                 PRIVATE)
tierline_package(rapidcheck    TARGET rapidcheck                   HEADERS rapidcheck PRIVATE)

# ---- the floor and the language -----------------------------------------------------------------

tierline_layer(base       FOLDER base               USES
               PACKAGES fmt OpenSSL)
tierline_layer(dsl        FOLDER dsl                USES base
               PACKAGES fmt PEGTL nlohmann_json)

# ---- everything that happens to a row -----------------------------------------------------------

tierline_layer(decimal    FOLDER runtime/decimal    USES base
               PACKAGES fmt Boost)
tierline_layer(calendar   FOLDER runtime/calendar   USES base
               PACKAGES fmt)
tierline_layer(bytecode   FOLDER runtime/bytecode   USES base decimal calendar
               PACKAGES fmt)
tierline_layer(batch      FOLDER runtime/batch      USES base decimal calendar bytecode
               PACKAGES fmt)
tierline_layer(decision   FOLDER runtime/decision   USES base decimal calendar bytecode
               PACKAGES fmt)
tierline_layer(ops        FOLDER runtime/ops        USES base decimal calendar bytecode decision
               PACKAGES fmt)
tierline_layer(scalar     FOLDER runtime/scalar     USES base decimal calendar bytecode batch decision ops
               PACKAGES fmt)
tierline_layer(columnar   FOLDER runtime/columnar   USES base decimal calendar bytecode batch decision ops
               PACKAGES fmt Highway)
tierline_layer(timeline   FOLDER runtime/timeline   USES base decimal calendar bytecode batch decision scalar columnar
               PACKAGES fmt)

# ---- everything that happens before the first row -----------------------------------------------

tierline_layer(checked    FOLDER compiler/checked   USES base dsl decimal calendar
               PACKAGES fmt)
tierline_layer(ir         FOLDER compiler/ir        USES base decimal calendar checked
               PACKAGES fmt)
tierline_layer(emit       FOLDER compiler/emit      USES base decimal calendar bytecode ir
               PACKAGES fmt)
tierline_layer(prover     FOLDER compiler/prover    USES base dsl decimal calendar checked ir
               PACKAGES fmt)
tierline_layer(smt        FOLDER compiler/prover/smt USES base decimal
               PACKAGES fmt z3)
tierline_layer(conditions FOLDER compiler/prover/conditions USES base decimal calendar checked ir smt prover
               PACKAGES fmt)
tierline_layer(translation FOLDER compiler/prover/translation USES base decimal calendar bytecode checked ir smt prover
                                                         conditions
               PACKAGES fmt)
tierline_layer(certificate FOLDER compiler/prover/certificate USES base decimal calendar checked ir smt prover
                                                         conditions
               PACKAGES fmt)
tierline_layer(comparison FOLDER compiler/prover/comparison USES base decimal calendar checked ir smt prover conditions
               PACKAGES fmt)
tierline_layer(compiler   FOLDER compiler           USES base dsl decimal calendar bytecode checked ir emit
               PACKAGES fmt)

# ---- the public door: runtime/tierline.hpp, everything an embedder needs, no tool ----------------

tierline_layer(engine     FOLDER runtime            USES base dsl decimal calendar bytecode batch decision
                                                         ops scalar columnar timeline checked compiler
               PACKAGES fmt)

# ---- what a person starts -----------------------------------------------------------------------

tierline_layer(bulk       FOLDER tools/bulk         USES base decimal calendar bytecode batch decision scalar columnar timeline
               PACKAGES fmt Highway nlohmann_json xxHash libpq)
tierline_layer(generate   FOLDER tools/generate     USES base decimal calendar bytecode batch decision scalar timeline bulk
               PACKAGES fmt nlohmann_json)
# The slow judge meets decimal's and calendar's types inside the checked program only and includes no
# header of theirs: it computes on Boost's rationals. A judge must not borrow the defendant's
# calculator.
tierline_layer(reference  FOLDER tools/reference    USES base checked
               PACKAGES fmt Boost)
# The auditor's judge. It may use nothing of what it judges; whoever writes certificates may ask it.
tierline_layer(verifier   FOLDER tools/verifier     USES
               PACKAGES Boost nlohmann_json)
tierline_layer(prove      FOLDER tools/prove        USES base dsl decimal calendar bytecode batch decision scalar timeline
                                                         checked ir smt prover conditions translation certificate
                                                         compiler bulk generate verifier reference
               PACKAGES fmt nlohmann_json)
tierline_layer(cliffs     FOLDER tools/cliffs       USES base dsl decimal calendar bytecode batch decision scalar timeline
                                                         checked prover compiler bulk generate prove
               PACKAGES fmt)
tierline_layer(compare    FOLDER tools/compare      USES base dsl decimal calendar bytecode batch decision scalar timeline
                                                         checked ir smt prover conditions comparison compiler bulk
                                                         generate prove
               PACKAGES fmt)
tierline_layer(mutate     FOLDER tools/mutate       USES base dsl decimal calendar bytecode batch decision scalar timeline
                                                         checked prover translation compiler bulk generate prove
               PACKAGES fmt)
tierline_layer(cli        FOLDER tools/cli          USES base dsl decimal calendar bytecode batch decision ops
                                                         scalar columnar timeline checked ir emit smt prover conditions
                                                         comparison compiler engine bulk generate prove compare cliffs mutate
               PACKAGES fmt CLI11 nlohmann_json)

# ---- judges and makers of cases -----------------------------------------------------------------

tierline_layer(generators FOLDER tests/generators   USES base dsl decimal calendar bytecode batch decision checked
                                                         compiler
               PACKAGES fmt rapidcheck)
# Puts one question to the engine and to the slow judge: for laws and published suites.
tierline_layer(law        FOLDER tests/property     USES base dsl decimal calendar bytecode batch decision scalar columnar
                                                         timeline checked ir emit smt prover conditions compiler
                                                         reference generators
               PACKAGES fmt rapidcheck)
