#include "store/removal.h"

#include <set>

#include "store/chains.h"
#include "store/families.h"
#include "store/rebuild.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/views.h"

namespace depesche::store {

void remove_article(Database& db, int64_t article, WordsOfActors& words) {
  const auto record = stored_record(db, article);
  const auto rows = record ? rows_of(*record) : tl::unexpected(record.error());
  for (auto& [actor, names] : rows ? words_of_actors(db, article, *rows) : all_words_of_actors(db, article)) {
    words[actor].merge(names);
  }
  leave_family(db, article);
  const auto there = article_view(db, article);
  const bool is_whole = rows && there && there->text == record->article.text && there->title == record->article.title;
  if (is_whole) {
    remove_words(db, article);
    remove_rows(db, article, *rows);
  } else {
    remove_rows_of_unknown(db, article);
  }
  leave_chain(db, article);
  db.run("DELETE FROM records WHERE article=?", article);
  db.run("DELETE FROM articles WHERE id=?", article);
  if (is_whole) return;
  // The full-text indexes cannot be told what to take out.
  db.sqlite().exec("INSERT INTO words(words) VALUES('rebuild')");
  make_postings_again(db);
}

void drop_unmet(Database& db, const WordsOfActors& words) {
  std::set<int64_t> actors;
  for (const auto& [actor, names] : words) actors.insert(actor);
  drop_unnamed(db, actors);
  drop_words(db, words);
}

}  // namespace depesche::store
