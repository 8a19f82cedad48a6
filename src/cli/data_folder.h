// Where the program's own files (models/, knowledge/) are.
#pragma once

#include <filesystem>

namespace depesche {

// The folder that holds models/ and knowledge/: $DEPESCHE_DATA, else share/depesche beside the program's bin/, else the
// nearest folder above the program that has both (a build tree), else the working directory.
std::filesystem::path data_folder();

// What to load as knowledge: $DEPESCHE_DATA/knowledge where that is named, else the file knowledge.bin that was compiled
// beside the program or into the data folder, else the tables' folder.
std::filesystem::path knowledge_path();

}  // namespace depesche
