// How a failure inside DCMTK becomes a status and a text. Not part of the C interface.
#ifndef CONDYLE_FAILURE_H
#define CONDYLE_FAILURE_H
#include "CDCMTK.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/ofstd/ofcond.h>

#include <cstdio>
#include <exception>
#include <new>

inline int fail(condyle_dicom_error *error, int status, const char *text) {
  snprintf(error->text, sizeof error->text, "%s", text);
  return status;
}

inline int fail(condyle_dicom_error *error, const OFCondition &condition) {
  const bool cut = condition == EC_StreamNotifyClient || condition == EC_EndOfStream ||
                   condition == EC_InvalidStream;
  const int status = condition == EC_MemoryExhausted ? CONDYLE_DICOM_NO_MEMORY
                     : cut                           ? CONDYLE_DICOM_CUT_SHORT
                                                     : CONDYLE_DICOM_UNREADABLE;
  return fail(error, status, condition.text());
}

// Runs `body`, a function that returns a status, and keeps every exception inside.
template <typename Body> int guarded(condyle_dicom_error *error, Body body) {
  error->text[0] = 0;
  try {
    condyle_dicom_start();
    return body();
  } catch (const std::bad_alloc &) {
    return fail(error, CONDYLE_DICOM_NO_MEMORY, "out of memory");
  } catch (const std::exception &exception) {
    return fail(error, CONDYLE_DICOM_UNREADABLE, exception.what());
  } catch (...) {
    return fail(error, CONDYLE_DICOM_UNREADABLE, "unknown failure");
  }
}
#endif
