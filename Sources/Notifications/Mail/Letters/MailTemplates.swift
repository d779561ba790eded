import Mustache

/// Letters in words.
public struct MailTemplates: Sendable {
    private let html: MustacheLibrary
    private let text: MustacheLibrary

    /// - Throws: when one of the program's own templates is not one.
    public init() throws {
        html = try Self.library(Self.htmlTemplates)
        text = try Self.library(Self.textTemplates.mapValues { "{{% CONTENT_TYPE:TEXT}}\n" + $0 })
    }

    private static func library(_ templates: [String: String]) throws -> MustacheLibrary {
        MustacheLibrary(templates: try templates.mapValues { try MustacheTemplate(string: $0) })
    }

    /// The same content twice.
    func render(_ letter: MailLetter) -> (text: String, html: String) {
        let words = letter.words
        return (
            text: text.render(words, withTemplate: letter.template) ?? "",
            html: html.render(words, withTemplate: letter.template) ?? ""
        )
    }
}
