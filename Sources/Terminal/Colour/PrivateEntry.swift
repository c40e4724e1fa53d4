// The description of a terminal with 24-bit colours, which a system without ncurses-term has not got.
// It cancels what scrolls or repeats cells and what counts on a terminal's own palette. This is it:
//
// condyle-rgb|xterm-256color with 24-bit colour and SGR mouse,
//   RGB, AX, bce@, ccc@, initc@, oc@, rep@, indn@, rin@,
//   colors#0x1000000, pairs#0x7FFF0,
//   setaf=\E[38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm,
//   setab=\E[48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm,
//   op=\E[39;49m, setf@, setb@,
//   kmous=\E[<, XM=\E[?1006;1002%?%p1%{1}%=%th%el%;,
//   xm=\E[<%i%p3%d;%p1%d;%p2%d;%?%p4%tM%em%;,
//   use=xterm-256color,
//
// Made again with
//
//   tic -x -o FOLDER condyle.ti
//   TERMINFO=FOLDER infocmp -x -Q2 condyle-rgb | grep -v '^#' | tr -d ' \t\n'

/// A compiled description of a terminal with 24-bit colours, which needs no file.
nonisolated enum PrivateEntry {
  /// The name it is looked up under.
  static let name = "condyle-rgb"

  /// What stands in the variable TERMINFO while ncurses looks it up.
  static let compiled = """
    b64:HgI8ACYADwCdAcgFY29uZHlsZS1yZ2J8eHRlcm0tMjU2Y29sb3Igd2l0aCAyNC1iaXQgY29sb3VyIGFuZCBTR1IgbW\
    91c2UAAAEAAAEAAAABAAAAAAEBAAAAAAAAAAEAAAEAAAAAAAAAAAAAAAFQAAAACAAAABgAAAD_____________________\
    ________________________________AAAAAfD_BwAAAAQABgAIABkAHgAmACoALgD__zkASgBMAFAAVwD__1kAZgD__2\
    oAbgB4AHwA_____4AAhACJAI4A__-gAKUAqgD__68AtAC5AL4AxwDLANIA___kAOkA7wD1AP_______wcB________GQH_\
    _x0B________HwH__yQB__________8oASwBMgE2AToBPgFEAUoBUAFWAVwBYAH__2UB__9pAW4BcwF3AX4B__-FAYkBkQ\
    H_____________________________mQGiAasB__-uAbcBwAHJAf7_0gHbAeQB_v_tAf________YB-gH_Af7_BAINAv__\
    __8fAiICLQIwAjICNQKSAv__lQL__________5cCmwKfAqMCpwL_____qwL__-AC_____-QC6gL_____________8AL___\
    __________9AL4Av___________________________________________________________________AL_____AwP_\
    _________woDEQMYA_____8fA___JgP_______8tA_____________80AzoDQANHA04DVQNcA2QDbAN0A3wDhAOMA5QDnA\
    OjA6oDsQO4A8ADyAPQA9gD4APoA_AD-AP_AwYEDQQUBBwEJAQsBDQEPAREBEwEVARbBGIEaQRwBHgEgASIBJAEmASgBKgE\
    sAS3BL4ExQTKBP__________________________________________________________0QTcBOEE9AT4BP7__v____\
    ___v_-____________________AQX_______________________8GBf______________________________________\
    ______________8MBR0F_____________________________y8F________MwVvBf__________________qwX_______\
    ______________________________________________________________________________________________\
    ___________CBcUFG1taAAcADQAbWyVpJXAxJWQ7JXAyJWRyABtbM2cAG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1\
    slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8xMmwbWz8yNWgAG1tDABtbQQAbWz8xMjsyNWgAG1tQABtbTQAb\
    KDAAG1s1bQAbWzFtABtbPzEwNDloG1syMjswOzB0ABtbMm0AG1s0aAAbWzhtABtbN20AG1s3bQAbWzRtABtbJXAxJWRYAB\
    soQgAbKEIbW20AG1s_MTA0OWwbWzIzOzA7MHQAG1s0bAAbWzI3bQAbWzI0bQAbWz81aCQ8MTAwLz4bWz81bAAbWyFwG1s_\
    Mzs0bBtbNGwbPgAbW0wAfwAbWzN-ABtPQgAbT1AAG1syMX4AG09RABtPUgAbT1MAG1sxNX4AG1sxN34AG1sxOH4AG1sxOX\
    4AG1syMH4AG09IABtbMn4AG09EABtbNn4AG1s1fgAbT0MAG1sxOzJCABtbMTsyQQAbT0EAG1s_MWwbPgAbWz8xaBs9ABtb\
    PzEwMzRsABtbPzEwMzRoABtFABtbJXAxJWRQABtbJXAxJWRNABtbJXAxJWRCABtbJXAxJWRAABtbJXAxJWRMABtbJXAxJW\
    REABtbJXAxJWRDABtbJXAxJWRBABtbaQAbWzRpABtbNWkAG2MbXTEwNAcAG1shcBtbPzM7NGwbWzRsGz4AGzgAG1slaSVw\
    MSVkZAAbNwAKABtNACU_JXA5JXQbKDAlZRsoQiU7G1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7NCU7JT8lcD\
    ElcDMlfCV0OzclOyU_JXA0JXQ7NSU7JT8lcDcldDs4JTttABtIAAkAG093ABtPeQAbT3UAG09xABtPcwBgYGFhZmZnZ2lp\
    ampra2xsbW1ubm9vcHBxcXJyc3N0dHV1dnZ3d3h4eXl6ent7fHx9fX5-ABtbWgAbWz83aAAbWz83bAAbT0UAG09GABtPTQ\
    AbWzM7Mn4AG1sxOzJGABtbMTsySAAbWzI7Mn4AG1sxOzJEABtbNjsyfgAbWzU7Mn4AG1sxOzJDABtbMjN-ABtbMjR-ABtb\
    MTsyUAAbWzE7MlEAG1sxOzJSABtbMTsyUwAbWzE1OzJ-ABtbMTc7Mn4AG1sxODsyfgAbWzE5OzJ-ABtbMjA7Mn4AG1syMT\
    syfgAbWzIzOzJ-ABtbMjQ7Mn4AG1sxOzVQABtbMTs1UQAbWzE7NVIAG1sxOzVTABtbMTU7NX4AG1sxNzs1fgAbWzE4OzV-\
    ABtbMTk7NX4AG1syMDs1fgAbWzIxOzV-ABtbMjM7NX4AG1syNDs1fgAbWzE7NlAAG1sxOzZRABtbMTs2UgAbWzE7NlMAG1\
    sxNTs2fgAbWzE3OzZ-ABtbMTg7Nn4AG1sxOTs2fgAbWzIwOzZ-ABtbMjE7Nn4AG1syMzs2fgAbWzI0OzZ-ABtbMTszUAAb\
    WzE7M1EAG1sxOzNSABtbMTszUwAbWzE1OzN-ABtbMTc7M34AG1sxODszfgAbWzE5OzN-ABtbMjA7M34AG1syMTszfgAbWz\
    IzOzN-ABtbMjQ7M34AG1sxOzRQABtbMTs0UQAbWzE7NFIAG1sxSwAbWz82OWwAG1slaSVkOyVkUgAbWzZuABtbPyVbOzAx\
    MjM0NTY3ODldYwAbW2MAG1szOTs0OW0AG1szbQAbWzIzbQAbWz82OWgbWyVpJXAxJWRzABtbPzY5aBtbJWk7JXAxJWRzAB\
    tbPAAbWzM4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWzQ4OzI7\
    JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWz82OWgbWyVpJXAxJWQ7JX\
    AyJWRzABtsABttAAMAAABOAJ8A3AMBAQEAAAAJABIAGQAlACoAPABDAEoAUABaAHoAgQCIAI8AlgCdAKQAqwCyALkAwADH\
    AM4A1QDcAOMA6gDxAPgA_wAGAQ0BFAEbASIBKQEwATcBPgFFAUwBUwFaAWEBaAFvAXYBfQGEAYsBkgGZAaABpwGuAbUBvA\
    HDAcoB0QHYAd8B5gHqAe4B8gH2AfoB_gECAgYCCgIOAhICFgIcAiECAAADAAcACgANABAAEwAWABkAHAAfACIAJQAoACsA\
    MAA1ADoAPwBEAEgATQBSAFcAXABhAGcAbQBzAHkAfwCFAIsAkQCXAJ0AogCnAKwAsQC2ALwAwgDIAM4A1ADaAOAA5gDsAP\
    IA-AD-AAQBCgEQARYBHAEiASgBLgEyATcBPAFBAUYBSwFPAVMBVwFbAV8BZQFrAXEBdwF9AYMBiQGOAZMBG1s_MjAwNGwA\
    G1s_MjAwNGgAG10xMTIHABtdMTI7JXAxJXMHABtbM0oAG101MjslcDElczslcDIlcwcAG1syMDF-ABtbMjAwfgAbWzIgcQ\
    AbWyVwMSVkIHEAG1s_MTAwNjsxMDAyJT8lcDElezF9JT0ldGglZWwlOwAbWzM7M34AG1szOzR-ABtbMzs1fgAbWzM7Nn4A\
    G1szOzd-ABtbMTsyQgAbWzE7M0IAG1sxOzRCABtbMTs1QgAbWzE7NkIAG1sxOzdCABtbMTszRgAbWzE7NEYAG1sxOzVGAB\
    tbMTs2RgAbWzE7N0YAG1sxOzNIABtbMTs0SAAbWzE7NUgAG1sxOzZIABtbMTs3SAAbWzI7M34AG1syOzR-ABtbMjs1fgAb\
    WzI7Nn4AG1syOzd-ABtbMTszRAAbWzE7NEQAG1sxOzVEABtbMTs2RAAbWzE7N0QAG1s2OzN-ABtbNjs0fgAbWzY7NX4AG1\
    s2OzZ-ABtbNjs3fgAbWzU7M34AG1s1OzR-ABtbNTs1fgAbWzU7Nn4AG1s1Ozd-ABtbMTszQwAbWzE7NEMAG1sxOzVDABtb\
    MTs2QwAbWzE7N0MAG1sxOzJBABtbMTszQQAbWzE7NEEAG1sxOzVBABtbMTs2QQAbWzE7N0EAG094ABtPdAAbT3YAG09yAB\
    tPRQAbT2sAG09sABtPbwAbT24AG09qABtPbQAbT3AAG1syOW0AG1s5bQAbWzwlaSVwMyVkOyVwMSVkOyVwMiVkOyU_JXA0\
    JXRNJWVtJTsAQVgAUkdCAFhUAEJEAEJFAENyAENzAEUzAE1zAFBFAFBTAFNlAFNzAFhNAGtEQzMAa0RDNABrREM1AGtEQz\
    YAa0RDNwBrRE4Aa0ROMwBrRE40AGtETjUAa0RONgBrRE43AGtFTkQzAGtFTkQ0AGtFTkQ1AGtFTkQ2AGtFTkQ3AGtIT00z\
    AGtIT000AGtIT001AGtIT002AGtIT003AGtJQzMAa0lDNABrSUM1AGtJQzYAa0lDNwBrTEZUMwBrTEZUNABrTEZUNQBrTE\
    ZUNgBrTEZUNwBrTlhUMwBrTlhUNABrTlhUNQBrTlhUNgBrTlhUNwBrUFJWMwBrUFJWNABrUFJWNQBrUFJWNgBrUFJWNwBr\
    UklUMwBrUklUNABrUklUNQBrUklUNgBrUklUNwBrVVAAa1VQMwBrVVA0AGtVUDUAa1VQNgBrVVA3AGthMgBrYjEAa2IzAG\
    tjMgBrcDUAa3BBREQAa3BDTUEAa3BESVYAa3BET1QAa3BNVUwAa3BTVUIAa3BaUk8Acm14eABzbXh4AHhtAA==
    """
}
