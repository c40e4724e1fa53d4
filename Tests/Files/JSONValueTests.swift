import Files
import Testing

@Suite("JSON")
struct JSONValueTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  @Test("keys keep their order, undefined numbers are null")
  func writing() {
    let value: JSONValue = .object([
      .init("z", 1), .init("a", .optional(Double.nan)), .init("t", .optional(nil as String?)),
      .init("p", [1, 2.5]), .init("e", []), .init("o", .object([])),
    ])
    #expect(
      value.text(pretty: false) == #"{"z":1,"a":null,"t":null,"p":[1,2.5],"e":[],"o":{}}"#)
    #expect(
      value.text()
        == "{\n  \"z\": 1,\n  \"a\": null,\n  \"t\": null,\n  \"p\": [1, 2.5],\n  \"e\": [],\n"
        + "  \"o\": {}\n}")
    #expect(value["z"] == 1 && value["none"] == nil)
  }

  @Test("control characters and quotes are escaped")
  func escapes() {
    #expect(JSONValue.string("a\"\\\n\u{1B}\u{9B}").text() == #""a\"\\\n\u001b\u009b""#)
  }

  @Test("what must not reach a terminal is escaped, above U+FFFF as a pair, and read back")
  func unsafeScalars() throws {
    let text = "a\u{202E}b\u{200B}\u{FEFF}\u{AD}\u{E0041}ä\u{1F9B4}"
    let json = JSONValue.object([.init(text, .string(text))]).text(pretty: false)
    let plain = #"a\u202eb\u200b\ufeff\u00ad\udb40\udc41ä"# + "\u{1F9B4}"
    #expect(json == "{\"\(plain)\":\"\(plain)\"}")
    #expect(try parse(json)[text] == .string(text))
  }

  @Test("what is written is read back")
  func roundTrip() throws {
    let value: JSONValue = [
      "ä\u{1F9B4}\"", -5, 0.1, 1e-9, true, nil, ["k": ["v", []]], .int(.max), .number(1.5e300),
    ]
    #expect(try parse(value.text()) == value)
    #expect(try parse(value.text(pretty: false)) == value)
  }

  @Test("numbers, escapes and blanks of the standard")
  func reading() throws {
    #expect(try parse(" [1 , -2.5e1,0]\n") == [1, -25.0, 0])
    #expect(try parse(#""\u00e4\ud83e\uddb4\/\t""#) == .string("ä\u{1F9B4}/\t"))
    #expect(try parse(#""\ud83e""#) == .string("\u{FFFD}"))
    #expect(try parse("\u{FEFF}{}") == .object([]))
    #expect(try parse("123456789012345678901234567890") == .number(1.2345678901234568e29))
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\" 1}", "{a:1}", "nul", "1 2", "\"a", "\"\\x\"", "+1", ".5", "1e999",
      "[1}", "\"\u{1}\"", "NaN", "--1", "\"\\u12\"", "{\"a\":1,}", "]", "\"\\u+123\"",
    ])
  func refusals(text: String) {
    #expect(throws: JSONValue.ParseFailure.self) { try parse(text) }
  }

  @Test("nesting beyond 64 levels is refused, not a crash")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONValue.ParseFailure.tooDeep) { try parse(deep) }
  }
}
