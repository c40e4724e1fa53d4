// DICOM data sets and pixel codecs through DCMTK. No C++ exception leaves this library.
#ifndef CONDYLE_CDCMTK_H
#define CONDYLE_CDCMTK_H
#ifdef __cplusplus
extern "C" {
#endif
// 1 when DCMTK found its data dictionary, without which implicit files cannot be read.
int condyle_dcmtk_has_dictionary(void);
#ifdef __cplusplus
}
#endif
#endif
