#include "failure.h"

#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcspchrs.h>

#include <cstring>
#include <iconv.h>

template <size_t N> static void copy(const OFString &text, char (&out)[N]) {
  size_t count = text.length() < N - 1 ? text.length() : N - 1;
  // A character that does not fit whole is left out.
  while (count < text.length() && count > 0 && (text[count] & 0xC0) == 0x80) count--;
  memcpy(out, text.c_str(), count);
  out[count] = 0;
}

static bool isASCII(const OFString &text) {
  for (size_t at = 0; at < text.length(); at++) {
    if (static_cast<unsigned char>(text[at]) >= 0x80 || text[at] == '\x1b') return false;
  }
  return true;
}

// Through the system's own tables; false when a byte has no meaning in that character set.
static bool converted(const OFString &raw, const char *set, OFString &out) {
  iconv_t table = iconv_open("UTF-8", set);
  if (table == reinterpret_cast<iconv_t>(-1)) return false;
  char buffer[2048];
  char *from = const_cast<char *>(raw.c_str());
  char *to = buffer;
  size_t left = raw.length(), room = sizeof buffer;
  const size_t result = iconv(table, &from, &left, &to, &room);
  iconv_close(table);
  if (result == static_cast<size_t>(-1) || left > 0) return false;
  out.assign(buffer, sizeof buffer - room);
  return true;
}

// DCMTK knows most character sets; Debian's build of it lacks the Japanese ones that switch by escape
// sequences (ISO 2022 IR 87 and 159), which the system's iconv has under another name.
static int32_t convert(DcmItem &item, const OFString &raw, OFString &out) {
  if (isASCII(raw)) {
    out = raw;
    return 0;
  }
  DcmSpecificCharacterSet converter;
  if (converter.selectCharacterSet(item).good() &&
      converter.convertString(raw, out, "\\^=").good())
    return 0;
  if (raw.find('\x1b') != OFString_npos && converted(raw, "ISO-2022-JP-2", out)) return 0;
  if (converted(raw, "UTF-8", out)) return 1;
  if (converted(raw, "ISO-8859-1", out)) return 1;
  out.clear();
  return 1;
}

int condyle_dicom_read_identity(const char *path, condyle_dicom_identity *identity,
                                condyle_dicom_error *error) {
  memset(identity, 0, sizeof *identity);
  return guarded(error, [&]() -> int {
    DcmFileFormat file;
    const OFCondition loaded = file.loadFileUntilTag(path, EXS_Unknown, EGL_noChange, 512,
                                                     ERM_fileOnly, DCM_PixelData);
    if (loaded.bad()) return fail(error, loaded);
    DcmItem &data = *file.getDataset();
    OFString raw, text;
    if (data.findAndGetOFStringArray(DCM_PatientName, raw).good()) {
      identity->is_guessed = convert(data, raw, text);
      copy(text, identity->name);
    }
    if (data.findAndGetOFString(DCM_PatientBirthDate, text).good())
      copy(text, identity->birth_date);
    if (data.findAndGetOFString(DCM_StudyDate, text).good()) copy(text, identity->study_date);
    return CONDYLE_DICOM_OK;
  });
}
