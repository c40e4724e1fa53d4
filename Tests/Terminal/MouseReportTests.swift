import Canvas
import Testing

@testable import Terminal

@Suite struct MouseReportTests {
  @Test(
    "a report says what the mouse did, in the middle of a cell",
    arguments: [
      ("0;1;1", false, MouseEvent(.press(.left), x: 0.5, y: 0.5)),
      ("0;1;1", true, MouseEvent(.release(.left), x: 0.5, y: 0.5)),
      ("1;300;62", false, MouseEvent(.press(.middle), x: 299.5, y: 61.5)),
      ("2;3;4", false, MouseEvent(.press(.right), x: 2.5, y: 3.5)),
      ("32;5;6", false, MouseEvent(.drag(.left), x: 4.5, y: 5.5)),
      ("33;5;6", false, MouseEvent(.drag(.middle), x: 4.5, y: 5.5)),
      ("34;5;6", false, MouseEvent(.drag(.right), x: 4.5, y: 5.5)),
      ("64;7;8", false, MouseEvent(.wheelUp, x: 6.5, y: 7.5)),
      ("65;7;8", false, MouseEvent(.wheelDown, x: 6.5, y: 7.5)),
      ("4;1;1", false, MouseEvent(.press(.left), x: 0.5, y: 0.5, shift: true)),
      ("8;1;1", false, MouseEvent(.press(.left), x: 0.5, y: 0.5, alt: true)),
      ("48;1;1", false, MouseEvent(.drag(.left), x: 0.5, y: 0.5, control: true)),
      ("85;1;1", false, MouseEvent(.wheelDown, x: 0.5, y: 0.5, shift: true, control: true)),
    ])
  func reads(report: String, isRelease: Bool, event: MouseEvent) {
    #expect(MouseReport.event(Array(report.utf8), isRelease: isRelease) == event)
  }

  @Test(
    "what is damaged or no event here is nothing",
    arguments: [
      "", ";", ";;", "0;1", "0;1;1;1", "0;0;1", "0;1;0", "x;1;1", "0;1;1x", "0;123456;1",
      "-1;1;1", "0; 1;1",
      // A motion without a button, the horizontal wheel, and buttons 8 to 11.
      "35;1;1", "3;1;1", "66;1;1", "67;1;1", "128;1;1", "99999;1;1",
    ])
  func refuses(report: String) {
    #expect(MouseReport.event(Array(report.utf8), isRelease: false) == nil)
  }
}
