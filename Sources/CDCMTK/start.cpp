#include "CDCMTK.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/oflog/oflog.h>

#include <cstdlib>

// The list of codecs is a global of DCMTK: filled once, before any thread decodes, and never
// emptied, since another thread might still be using it when the program ends.
static bool start() {
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  DcmRLEDecoderRegistration::registerCodecs();
  DJDecoderRegistration::registerCodecs();
  DJLSDecoderRegistration::registerCodecs();
  DJEncoderRegistration::registerCodecs();
  // Raw mode without FF padding: with its defaults the encoder of DCMTK 3.6.7 damages the heap on
  // small pictures whose codestream has an odd length.
  DJLSEncoderRegistration::registerCodecs(0, 0, 0, 0, OFFalse, 0, OFTrue, EJLSUC_default, OFFalse,
                                          DJLSCodecParameter::interleaveDefault, OFFalse);
  return dcmDataDict.isDictionaryLoaded();
}

int condyle_dicom_start(void) {
  try {
    static const bool hasDictionary = start();
    return hasDictionary ? 1 : 0;
  } catch (...) {
    return 0;
  }
}

void condyle_dicom_free(uint8_t *bytes) { free(bytes); }
