extension MailTemplates {
    static let htmlTemplates = [
        "header": """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{subject}}</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0; padding: 24px 16px; background: #f4f4f2; color: #1d1d1b;
          font: 16px/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 536px; margin: 0 auto; padding: 24px; background: #ffffff; border-radius: 8px; }
        h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.3; overflow-wrap: anywhere; }
        h2 { margin: 24px 0 8px; font-size: 16px; }
        p { margin: 0 0 16px; overflow-wrap: anywhere; }
        ul { margin: 0 0 16px; padding: 0 0 0 20px; }
        li { margin: 0 0 4px; overflow-wrap: anywhere; }
        a { color: #1a56a8; }
        .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #1a56a8;
          color: #ffffff; text-decoration: none; font-weight: 600; }
        .quiet { color: #5c5c57; font-size: 14px; }
        li .quiet { display: block; }
        footer { max-width: 536px; margin: 16px auto 0; padding: 0 24px; }
        footer p { margin: 0; }
        @media (prefers-color-scheme: dark) {
          body { background: #161616; color: #ececea; }
          main { background: #232323; }
          a { color: #8ab8f5; }
          .button { background: #8ab8f5; color: #10243d; }
          .quiet { color: #b3b3ae; }
        }
        </style>
        </head>
        <body>
        <main>
        """,
        "footer": """
        </main>
        {{#unsubscribe}}
        <footer><p class="quiet"><a href="{{unsubscribe}}">No more mails like this one</a></p></footer>
        {{/unsubscribe}}
        </body>
        </html>
        """,
        "reminder": """
        {{>header}}
        <p class="quiet">{{heading}}</p>
        <h1 dir="auto">{{title}}</h1>
        {{#due}}
        <p>{{dueLabel}}: <strong>{{due}}</strong></p>
        {{/due}}
        {{#late}}
        <p class="quiet">This comes late: its time had passed before it could be sent.</p>
        {{/late}}
        {{#link}}
        <p><a class="button" href="{{link}}">Open the task</a></p>
        {{/link}}
        {{>footer}}
        """,
        "digest": """
        {{>header}}
        <h1>Your tasks for {{day}}</h1>
        {{#sections}}
        <h2>{{heading}}</h2>
        <ul>
        {{#items}}
        <li><bdi>{{title}}</bdi>{{#due}} <span class="quiet">{{due}}</span>{{/due}}</li>
        {{/items}}
        </ul>
        {{#more}}
        <p class="quiet">and {{more}} more</p>
        {{/more}}
        {{/sections}}
        {{#empty}}
        <p>Nothing is due.</p>
        {{/empty}}
        {{#link}}
        <p><a class="button" href="{{link}}">See all tasks</a></p>
        {{/link}}
        {{>footer}}
        """,
        "confirmation": """
        {{>header}}
        <h1>Confirm your e-mail address</h1>
        <p>Confirm that this e-mail address is yours, and reminders can reach you here.</p>
        <p><a class="button" href="{{link}}">Confirm</a></p>
        <p class="quiet">Or open this address: {{link}}</p>
        <p class="quiet">If you did not ask for this, do nothing: without a confirmation no more mail comes.</p>
        {{>footer}}
        """,
        "password-reset": """
        {{>header}}
        <h1>Set a new password</h1>
        <p>Choose a new password here. The link works once and not for long.</p>
        <p><a class="button" href="{{link}}">Choose a password</a></p>
        <p class="quiet">Or open this address: {{link}}</p>
        <p class="quiet">If you did not ask for it, do nothing: your password stays as it is.</p>
        {{>footer}}
        """,
        "test": """
        {{>header}}
        <h1>Test mail</h1>
        <p>This mail was sent to see whether mail arrives. It does.</p>
        <p class="quiet">Server: {{server}}</p>
        {{>footer}}
        """,
    ]
}
