#include "read/sentences_cases_for_test.h"

namespace depesche::sentences {
namespace {

TEST(EnglishSentences, Abbreviations) {
  const std::string_view cases[] = {
      "Mr. Brown met Mrs. Green.| They left.",
      "Dr. Rossi met Sen. Adams.| They left.",
      "Gen. Hall and Lt. Col. Ames retired.",
      "Gov. Pike vetoed it.| Nobody cared.",
      "The U.S. Senate met.| It was late.",
      "He flew to the U.S.| The trip was long.",
      "The U.N. Security Council met.",
      "It was a matter for the U.N.| No one objected.",
      "They met at 5 p.m. Monday.| It rained.",
      "They met at 5 p.m.| Police came later.",
      "They met at 9 a.m. EST and left.",
      "It began at 9 a.m. and ended soon.",
      "No. 10 was silent.| So was the palace.",
      "He said no.| The talks failed.",
      "The answer was No.| Talks failed.",
      "Orchard Inc. Chairman Dale Pitt resigned.",
      "He founded Orchard Inc.| The firm failed.",
      "Moss Ltd. and Fern Corp. merged.",
      "Robert Hale Jr. was elected.| He won easily.",
      "On Sept. 3 and Feb. 4 it snowed.",
      "It ended in Sept.| The rest is known.",
      "It was Lions vs. Bears.| Bears won.",
      "Capt. Hook and Sgt. Stone slept.",
      "He lives in St. Louis, Mo., near Mt. Hood.",
      "They sell fruit, e.g. Apples.",
      "One side, i.e. London, agreed.",
      "She holds a Ph.D.| It took years.",
      "Apples, pears, etc. were sold.",
      "They sold apples, pears, etc.| Everyone ate.",
      "See Art. 5 and Sec. 12 of the act.| See Fig. 3, too.",
      "Rev. Oak and Msgr. Ash prayed.",
      "Smith et al. found more.",
      "The bill passed.| Bill left.| Max won.| Mark agreed.",
      "He changed his mind.| It was a gem.| The end.",
      "He sat.| Gene sang.| The gen was good.",
  };
  expect_split(cases);
}

TEST(EnglishSentences, NamesAndNumbers) {
  const std::string_view cases[] = {
      "George W. Bush met J. R. R. Tolkien.",
      "J. F. K. Library opened.",
      "J.R.R. Tolkien wrote.| He smoked.",
      "They chose Plan B.| The rest is known.",
      "They called him Malcolm X.| He was there.",
      "It cost 3.5 million.| Nobody paid.",
      "He was 21.| Police said little.",
      "The score was 3-2.| Fans cheered.",
      "It happened in 1999.| Officials were silent.",
      "It happened on March 4.| Rebels fled.",
      "Prices rose by 2.5.| Traders slept.",
      "Pope John Paul II. was Polish.",
      "It is 5 km.| Runners slept.",
      "Visit www.example.com.| It is free.",
      "Mail press@example.com.| We answer.",
      "Mail J.Doe@example.com now.",
      "See https://example.com/a.B?c=D! now.",
      "Open report.Final.docx and Readme.md first.",
      "Yahoo! announced cuts.| Staff wept.",
      "The talks ended, he said.|The rest is known.",
      "iPhones sell well.| eBay does not.",
      "AT&T fell.| S&P rose.",
  };
  expect_split(cases);
}

TEST(EnglishSentences, Quotations) {
  const std::string_view cases[] = {
      "\"Stop!\", she said.| He stopped.",
      "\"Stop!\" she said.| \"Why?\" he asked.",
      "“Stop!” she said.| “Why?” he asked.",
      "“Why?” Okafor asked.| “Because,” she said.",
      "“Why?” Mr. Smith asked.| Nobody knew.",
      "“Why now?” Mary-Ann O’Neill shouted, turning away.",
      "“Why?”| Police said the man was armed.",
      "“Why?”| The reporter asked nothing else.",
      "“It is policy.”| She left.",
      "“It is policy,” she said.| “It stays.”",
      "“It is policy.| It stays,” she said.",
      "“It is policy.| It stays.”| She left.",
      "‘It is policy.’|She left.",
      "It is over.|Mr. Hale left.|A man came.|I stayed.",
      "‘Who pays?’| He did not know.",
      "‘Who pays?’ he asked.| Nobody did.",
      "'Who pays?' he asked.| Nobody did.",
      "'It is done.'| They left.",
      "She called it “a joke”.| He laughed.",
      "She called it “a joke.”| He laughed.",
      "He said, “I know.| I was there.”",
      "He asked, “Did she say ‘no’?”| She did.",
      "\"It is done.\"|They left.",
      "They left.|\"It is done,\" she said.",
      "They left.|“It is done,” she said.",
      "\"I came. \"| They left.",
      "The film “Help!” was shown.",
      "He said it twice.| ’Twas late.",
  };
  expect_split(cases);
}

TEST(EnglishSentences, OtherMarks) {
  const std::string_view cases[] = {
      "He paused... and left.",
      "He paused...| Then he left.",
      "He paused. . . and left.",
      "What?!| Yes!!| No...",
      "Is it true?| Is it?| It is.",
      "He came (late).| She left.",
      "He came.| (See p. 4.)| She left.",
      "He came (she said so. Twice.) and left.",
      "“It was cold.| [...] We left,” he said.",
      "They said: The time is now; act.",
      "It was over — or so they thought.| It was not.",
      "One thing is sure: It rained.",
      "The rule (No. 4) holds.| It is old.",
      "TRURO, N.S. — A storm came.| It left.",
      "It is done .| They left .",
      "It is done !| They left.",
      "He left.[3]| She stayed.",
      "$5 is enough.| €6 is not.| §7 applies.",
  };
  expect_split(cases);
}

}  // namespace
}  // namespace depesche::sentences
