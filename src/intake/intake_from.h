// The making of an Intake whose standard input is any open file: for tests, and for programs that got theirs from elsewhere.
#pragma once

#include "intake/intake.h"

namespace depesche {

// As Intake::create(), but "-" reads `standard_input`, an open file descriptor that stays open and the caller's.
Result<std::unique_ptr<Intake>> create_intake_from(std::vector<std::string> paths, IntakeOptions options,
                                                   int standard_input);

}  // namespace depesche
