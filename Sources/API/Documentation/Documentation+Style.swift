extension Documentation {
    static let styleText = #"""
        :root {
          color-scheme: light dark;
          --text: #1c1f24; --quiet: #565d68; --line: #dcdfe4; --ground: #ffffff; --raised: #f5f6f8; --link: #0b57b7;
          --get: #0b57b7; --post: #1a6e36; --put: #8a4b00; --patch: #6d3fb0; --delete: #b3261e; --ink: #ffffff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --text: #e4e6ea; --quiet: #a3aab5; --line: #343a43; --ground: #14171b; --raised: #1d2127; --link: #8ab8ff;
            --get: #8ab8ff; --post: #7fd69a; --put: #f2b866; --patch: #c9a7ff; --delete: #ff9d95; --ink: #14171b;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body {
          margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr);
          font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground);
        }
        a { color: var(--link); }
        a, code, td, th { overflow-wrap: anywhere; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        main:focus { outline: none; }
        code, pre { font: 0.875em/1.5 ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; }
        h1, h2, h3, h4 { line-height: 1.25; }
        h1 { margin: 0; font-size: 1.9rem; }
        h2 { margin: 3.5rem 0 0.5rem; font-size: 1.5rem; }
        h3 { margin: 0.6rem 0 0; font-size: 1.15rem; }
        h3 a { color: inherit; text-decoration: none; }
        h3 a:hover { text-decoration: underline; }
        h4 { margin: 1.4rem 0 0.4rem; font-size: 0.95rem; }
        p { margin: 0.5rem 0; max-width: 44rem; }
        .quiet { color: var(--quiet); }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: 1rem; z-index: 1; padding: 0.5rem 1rem; background: var(--ground); }
        .unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }

        nav {
          position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem 1rem;
          border-right: 1px solid var(--line); background: var(--raised); font-size: 0.9rem;
        }
        nav summary { display: none; }
        nav h2 { margin: 1.2rem 0 0.3rem; font-size: 0.8rem; letter-spacing: 0.04em; text-transform: uppercase; color: var(--quiet); }
        nav ul { margin: 0; padding: 0; list-style: none; }
        nav li a { display: flex; gap: 0.5rem; padding: 0.2rem 0.4rem; border-radius: 0.3rem; color: inherit; text-decoration: none; }
        nav li a:hover { background: var(--line); }
        nav li a[aria-current] { background: var(--line); font-weight: 600; }
        nav .method { flex: none; width: 3.6rem; padding: 0; background: none; font-size: 0.7rem; line-height: 1.4rem; text-align: left; }
        .filter { display: block; }
        .filter input {
          width: 100%; margin-top: 0.2rem; padding: 0.4rem 0.6rem; font: inherit; color: inherit;
          background: var(--ground); border: 1px solid var(--quiet); border-radius: 0.35rem;
        }
        #found { margin: 0; min-height: 1.4rem; font-size: 0.8rem; }

        main { width: 100%; max-width: 62rem; padding: 2rem 2.5rem 6rem; }
        article { margin: 1.5rem 0; padding: 1.25rem 1.4rem; border: 1px solid var(--line); border-radius: 0.6rem; }
        article > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.4rem 0.75rem; }
        article > header code { font-size: 0.95rem; }
        .method {
          padding: 0.1rem 0.5rem; border-radius: 0.3rem; color: var(--ink);
          font: 700 0.75rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace;
        }
        .get { background: var(--get); } .post { background: var(--post); } .put { background: var(--put); }
        .patch { background: var(--patch); } .delete { background: var(--delete); }
        nav .get { color: var(--get); } nav .post { color: var(--post); } nav .put { color: var(--put); }
        nav .patch { color: var(--patch); } nav .delete { color: var(--delete); }
        .token { margin-left: auto; font-size: 0.8rem; color: var(--quiet); }

        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
        th, td { padding: 0.45rem 0.75rem 0.45rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        thead th { border-top: 0; font-size: 0.8rem; font-weight: 600; color: var(--quiet); }
        tbody th { width: 11rem; font-weight: 400; }
        td:nth-child(2) { width: 15rem; }
        td p { margin: 0; }
        .place { display: block; font-size: 0.8rem; color: var(--quiet); }
        .required { display: block; font-size: 0.75rem; color: var(--delete); }
        article details { border-top: 1px solid var(--line); }
        article details:last-of-type { border-bottom: 1px solid var(--line); }
        article summary { padding: 0.45rem 0; cursor: pointer; }
        article details > div { padding: 0 0 0.75rem 1.1rem; }
        .status { display: inline-block; min-width: 2.6rem; font-weight: 700; }
        .s2 { color: var(--post); } .s4, .s5 { color: var(--delete); }
        figure { margin: 0.6rem 0; }
        figcaption {
          display: flex; justify-content: space-between; align-items: end; padding-bottom: 0.25rem;
          font-size: 0.8rem; color: var(--quiet);
        }
        pre { margin: 0; padding: 0.8rem 1rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line); border-radius: 0.4rem; }
        figure button {
          padding: 0.1rem 0.6rem; font: inherit; cursor: pointer;
          color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: 0.3rem;
        }

        @media (max-width: 60rem) {
          body { display: block; }
          nav { position: static; height: auto; padding: 0.75rem 1rem; border-right: 0; border-bottom: 1px solid var(--line); }
          nav summary { display: list-item; padding: 0.3rem 0; font-size: 1rem; font-weight: 600; cursor: pointer; }
          nav li a { padding: 0.4rem; }
          main { padding: 1.25rem 1rem 4rem; }
          article { margin: 1rem -0.25rem; padding: 1rem 0.9rem; }
          .token { margin-left: 0; }
          table, tbody, tr, td, tbody th { display: block; width: auto; }
          thead { position: absolute; clip-path: inset(50%); }
          td:nth-child(2) { width: auto; }
          tr { padding: 0.5rem 0; border-top: 1px solid var(--line); }
          th, td { padding: 0.1rem 0; border-top: 0; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """#
}
