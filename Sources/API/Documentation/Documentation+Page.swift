extension Documentation {
    static let pageText = #"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>todo API</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="docs/style.css">
          <script src="docs/script.js" defer></script>
        </head>
        <body>
          <a class="skip" href="#main">Skip to the content</a>
          <nav aria-label="Contents">
            <details id="contents" open>
              <summary>Contents</summary>
              <label class="filter">Filter <input id="filter" type="search" autocomplete="off" spellcheck="false"></label>
              <p id="found" class="quiet" role="status"></p>
              <div id="index"></div>
            </details>
          </nav>
          <main id="main" tabindex="-1">
            <p id="state" role="status">Loading <a href="openapi.json">openapi.json</a> …</p>
            <noscript><p>This page needs JavaScript. The document itself: <a href="openapi.json">openapi.json</a></p></noscript>
          </main>
          <p id="said" class="unseen" role="status"></p>
        </body>
        </html>

        """#
}
