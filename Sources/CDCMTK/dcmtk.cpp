#include "CDCMTK.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

int condyle_dcmtk_has_dictionary(void) {
  try {
    return dcmDataDict.isDictionaryLoaded() ? 1 : 0;
  } catch (...) {
    return 0;
  }
}
