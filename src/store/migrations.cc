#include "store/migrations.h"

#include <fmt/format.h>

#include "store/rebuild.h"

namespace depesche::store {

const char* const kSchema = R"sql(
-- What was read, by what, and what came of it.
CREATE TABLE engines(id INTEGER PRIMARY KEY, version TEXT NOT NULL, reader TEXT NOT NULL, knowledge TEXT NOT NULL,
  UNIQUE(version, reader, knowledge));
CREATE TABLE runs(id INTEGER PRIMARY KEY, command TEXT NOT NULL, inputs TEXT NOT NULL, engine INTEGER REFERENCES engines(id),
  begun TEXT NOT NULL, ended TEXT);
CREATE TABLE ledger(run INTEGER NOT NULL REFERENCES runs(id), source TEXT NOT NULL, sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL, of TEXT, why TEXT, PRIMARY KEY(run, source, sha256)) WITHOUT ROWID;
CREATE TABLE passed_over(run INTEGER NOT NULL REFERENCES runs(id), why TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(run, why)) WITHOUT ROWID;

-- The articles and their records: all that cannot be made again.
CREATE TABLE articles(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES runs(id),
  given_id TEXT, url TEXT, outlet TEXT, agency TEXT, language TEXT, published TEXT, retrieved TEXT, pubstatus TEXT, title TEXT,
  text TEXT NOT NULL, text_hash TEXT NOT NULL, record INTEGER NOT NULL, chain INTEGER NOT NULL, superseded INTEGER NOT NULL,
  family INTEGER NOT NULL);
CREATE INDEX articles_by_chain ON articles(chain);
CREATE INDEX articles_by_family ON articles(family);
CREATE TABLE article_keys(key TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles(id), PRIMARY KEY(key, article)) WITHOUT ROWID;
CREATE TABLE records(id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), engine INTEGER NOT NULL REFERENCES engines(id),
  json BLOB NOT NULL, json_hash TEXT NOT NULL, UNIQUE(article, engine));
CREATE TABLE forgotten(sha256 TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;

-- Made from the current records; depesche verify --repair makes it again.
CREATE TABLE actors(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE actor_words(word TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actors(id), PRIMARY KEY(word, actor)) WITHOUT ROWID;
CREATE TABLE entities(id INTEGER PRIMARY KEY, actor INTEGER NOT NULL REFERENCES actors(id), name TEXT NOT NULL, type TEXT, country TEXT,
  sector TEXT, role TEXT);
CREATE INDEX entities_by_actor ON entities(actor);
CREATE TABLE events(id INTEGER PRIMARY KEY, type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL, standing TEXT NOT NULL, retold INTEGER NOT NULL,
  first_day INTEGER, last_day INTEGER, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL, trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL, attributed INTEGER NOT NULL, confidence REAL NOT NULL);
CREATE INDEX events_by_day ON events(first_day);
CREATE INDEX events_that_last ON events(first_day) WHERE last_day-first_day>92;
CREATE TABLE parties(item INTEGER NOT NULL, role INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY(item, role, entity)) WITHOUT ROWID;
CREATE TABLE places(event INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL, country TEXT, lat REAL, lon REAL, precision TEXT,
  PRIMARY KEY(event, n)) WITHOUT ROWID;
CREATE TABLE quotes(id INTEGER PRIMARY KEY, type TEXT NOT NULL, standing TEXT NOT NULL, content_begin INTEGER NOT NULL,
  content_end INTEGER NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL, confidence REAL NOT NULL);
CREATE TABLE terms(id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE postings USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE TABLE bands(band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) WITHOUT ROWID;
CREATE TABLE new_bands(band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) WITHOUT ROWID;
CREATE VIEW words_of AS SELECT id >> 14 AS id, text, coalesce(title, '') AS title, stems(coalesce(title, ''), text, language) AS stems FROM articles;
CREATE VIRTUAL TABLE words USING fts5(text, title, stems, content='words_of', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
)sql";

namespace {

// Postings were a table of their own making; bands had six bytes each; an act lasted from 400 days on.
const char* const kToVersion2 = R"sql(
DROP TABLE postings;
DROP INDEX events_that_last;
CREATE INDEX events_that_last ON events(first_day) WHERE last_day-first_day>92;
CREATE VIRTUAL TABLE postings USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE TABLE new_bands(band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) WITHOUT ROWID;
)sql";

}  // namespace

void migrate(Database& db, int from) {
  Transaction transaction(db.sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
  if (from < 2) db.sqlite().exec(kToVersion2);
  make_rows_again(db);
  db.sqlite().exec(fmt::format("PRAGMA user_version={}", kStoreVersion));
  transaction.commit();
}

}  // namespace depesche::store
