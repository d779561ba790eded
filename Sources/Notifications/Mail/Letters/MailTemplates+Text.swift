extension MailTemplates {
    static let textTemplates = [
        "footer": """
        {{#unsubscribe}}

        --\u{20}
        No more mails like this one: {{unsubscribe}}
        {{/unsubscribe}}
        """,
        "reminder": """
        {{heading}}: {{title}}
        {{#due}}

        {{dueLabel}}: {{due}}
        {{/due}}
        {{#late}}

        This comes late: its time had passed before it could be sent.
        {{/late}}
        {{#link}}

        Open it: {{link}}
        {{/link}}
        {{>footer}}
        """,
        "digest": """
        Your tasks for {{day}}
        {{#sections}}

        {{heading}}
        {{#items}}
        - {{title}}{{#due}} ({{due}}){{/due}}
        {{/items}}
        {{#more}}
          and {{more}} more
        {{/more}}
        {{/sections}}
        {{#empty}}

        Nothing is due.
        {{/empty}}
        {{#link}}

        All tasks: {{link}}
        {{/link}}
        {{>footer}}
        """,
        "confirmation": """
        Confirm that this e-mail address is yours, and reminders can reach you here:

        {{link}}

        If you did not ask for this, do nothing: without a confirmation no more mail comes.
        """,
        "password-reset": """
        Choose a new password here:

        {{link}}

        The link works once and not for long. If you did not ask for it, do nothing: your password stays as it is.
        """,
        "test": """
        This mail was sent to see whether mail arrives. It does.

        Server: {{server}}
        """,
    ]
}
