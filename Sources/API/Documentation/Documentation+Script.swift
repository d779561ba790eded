extension Documentation {
    /// Text reaches the page only as text nodes, never as markup.
    static let scriptText = #"""
        "use strict";

        const main = document.getElementById("main");
        const methods = ["get", "post", "put", "patch", "delete"];
        let api;

        function element(name, attributes, ...children) {
          const node = document.createElement(name);
          for (const [key, value] of Object.entries(attributes || {})) if (value !== undefined) node.setAttribute(key, value);
          node.append(...children.flat(9).filter((child) => child !== undefined && child !== null && child !== ""));
          return node;
        }

        /** Paragraphs, **bold** and `code`: as much Markdown as the document uses. */
        function prose(text) {
          return (text || "").split("\n\n").filter(Boolean).map((paragraph) => element("p", {}, inline(paragraph)));
        }

        function inline(text) {
          return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) =>
            part.startsWith("`") && part.length > 2 ? element("code", {}, part.slice(1, -1))
              : part.startsWith("**") ? element("strong", {}, part.slice(2, -2)) : part);
        }

        function resolve(value) {
          if (!value || !value.$ref) return value;
          return value.$ref.slice(2).split("/").reduce((place, name) => place[name], api);
        }

        const nameOf = (schema) => schema.$ref && schema.$ref.split("/").pop();

        // Schemas

        /** A reference to something small shows what it is, once. */
        function typeOf(schema, expands = true) {
          if (schema.$ref) {
            const target = resolve(schema);
            const link = element("a", { href: "#schema-" + nameOf(schema) }, nameOf(schema));
            return target.properties || !expands ? [link] : [link, ": ", typeOf(target, false)];
          }
          if (schema.anyOf) return joined(schema.anyOf.map((one) => typeOf(one, false)), " or ");
          if (schema.const !== undefined) return [element("code", {}, JSON.stringify(schema.const))];
          if (schema.enum) return joined(schema.enum.map((value) => [element("code", {}, String(value))]), " | ");
          const types = [].concat(schema.type || "anything");
          const words = types.map((type) => type === "array" && schema.items ? ["array of ", typeOf(schema.items, false)] : [type]);
          return [joined(words, " or "), limits(schema)];
        }

        function joined(lists, separator) {
          return lists.flatMap((list, index) => index ? [separator, ...list] : list);
        }

        function limits(schema) {
          const range = (low, high, unit) =>
            low === undefined && high === undefined ? undefined
              : (low === undefined ? "at most " + high : high === undefined ? "at least " + low : low + " to " + high) + unit;
          const all = [
            schema.format, range(schema.minLength, schema.maxLength, " characters"),
            range(schema.minItems, schema.maxItems, " items"), range(schema.minimum, schema.maximum, ""),
          ].filter(Boolean);
          return all.length ? element("span", { class: "quiet" }, ", " + all.join(", ")) : "";
        }

        function about(schema) {
          const own = [schema.description || (schema.$ref && resolve(schema).description)];
          const preset = schema.default !== undefined ? schema.default : schema.$ref && resolve(schema).default;
          if (preset !== undefined && preset !== null) own.push("Default: `" + JSON.stringify(preset) + "`.");
          return prose(own.filter(Boolean).join(" "));
        }

        function table(caption, heads, rows) {
          return element("div", { class: "scroll" }, element("table", { "aria-label": caption },
            element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
            element("tbody", {}, rows.map(([name, required, ...cells]) => element("tr", {},
              element("th", { scope: "row" }, element("code", {}, name), required ? element("span", { class: "required" }, "required") : ""),
              cells.map((cell) => element("td", {}, cell)))))));
        }

        const isIgnored = (schema) => nameOf(schema) === "Ignored";

        function members(name, schema) {
          const required = schema.required || [];
          const all = Object.entries(schema.properties || {});
          const ignored = all.filter(([, member]) => isIgnored(member)).map(([member]) => "`" + member + "`");
          // Where nothing is optional, as in answers, saying so once is enough.
          const always = all.length > 1 && all.every(([member]) => required.includes(member));
          const rows = all.filter(([, member]) => !isIgnored(member))
            .map(([member, value]) => [member, !always && required.includes(member), typeOf(value), about(value)]);
          return [
            always ? element("p", { class: "quiet" }, "All members are always there.") : "",
            rows.length ? table("Members of " + name, ["Member", "Type", "Meaning"], rows) : "",
            ignored.length ? element("p", { class: "quiet" }, inline("Accepted and ignored: " + ignored.join(", ") + ".")) : "",
          ];
        }

        function sample(schema, depth = 0) {
          if (schema.example !== undefined) return schema.example;
          if (schema.examples) return schema.examples[0];
          if (schema.$ref) return depth > 6 ? {} : sample(resolve(schema), depth + 1);
          if (schema.const !== undefined) return schema.const;
          if (schema.enum) return schema.enum[0];
          if (schema.anyOf) return sample(schema.anyOf[0], depth + 1);
          const parts = [schema, ...(schema.allOf || []).map(resolve)];
          const properties = Object.assign({}, ...parts.map((part) => part.properties));
          const type = [].concat(schema.type)[0];
          if (type === "array") return [sample(schema.items, depth + 1)];
          if (type === "object") return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, sample(value, depth + 1)]));
          if (type === "integer") return schema.minimum || 0;
          if (type === "boolean") return false;
          const formats = { uuid: "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77", "date-time": "2026-11-24T07:15:30Z", date: "2026-11-24" };
          return formats[schema.format] || "…";
        }

        // Operations

        function copyable(title, text) {
          const button = element("button", { type: "button", "aria-label": "Copy " + title }, "Copy");
          button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(text);
            button.textContent = "Copied";
            document.getElementById("said").textContent = title + " copied";
            setTimeout(() => { button.textContent = "Copy"; }, 2000);
          });
          return element("figure", {}, element("figcaption", {}, title, navigator.clipboard ? button : ""),
            element("pre", { tabindex: "0", "aria-label": title }, element("code", {}, text)));
        }

        const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

        function curl(path, method, operation) {
          const base = new URL(".", location.href).href.replace(/\/$/, "");
          const parameters = (operation.parameters || []).map(resolve);
          const place = (_, name) => (parameters.find((one) => one.in === "path" && one.name === name) || {}).example || name;
          const url = base + path.replace(/\{(\w+)\}/g, place);
          const body = requestExamples(operation)[0];
          const streams = operation.responses["200"] && (operation.responses["200"].content || {})["text/event-stream"];
          return [
            "curl" + (streams ? " -N" : "") + (method === "get" || (method === "post" && body) ? "" : " -X " + method.toUpperCase()) + " " + quoted(url),
            operation.security ? "" : "-H \"Authorization: Bearer $TOKEN\"",
            body ? "-H 'Content-Type: application/json'" : "",
            body ? "-d " + quoted(JSON.stringify(body.value)) : "",
          ].filter(Boolean).join(" \\\n  ");
        }

        function requestExamples(operation) {
          const content = operation.requestBody && operation.requestBody.content["application/json"];
          if (!content) return [];
          if (content.examples) return Object.values(content.examples);
          return [{ summary: "Example", value: content.example !== undefined ? content.example : sample(content.schema) }];
        }

        function parameterTable(operation) {
          const rows = (operation.parameters || []).map(resolve).map((parameter) => [
            parameter.name, parameter.required,
            [typeOf(parameter.schema), element("span", { class: "place" }, "in the " + parameter.in)],
            [prose(parameter.description), parameter.schema.default === undefined ? "" : prose("Default: `" + parameter.schema.default + "`.")],
          ]);
          return rows.length ? [element("h4", {}, "Parameters"), table("Parameters", ["Name", "Type", "Meaning"], rows)] : [];
        }

        function body(operation) {
          if (!operation.requestBody) return [];
          const schema = operation.requestBody.content["application/json"].schema;
          return [
            element("h4", {}, "Body: ", typeOf(schema), operation.requestBody.required ? "" : " (optional)"),
            members(nameOf(schema), resolve(schema)),
            requestExamples(operation).map((example) => copyable(example.summary, JSON.stringify(example.value, null, 2))),
          ];
        }

        function answer(status, response) {
          const { description, headers, content } = resolve(response);
          const rows = Object.entries(headers || {}).map(([name, header]) =>
            [name, false, typeOf(resolve(header).schema), prose(resolve(header).description)]);
          const bodies = Object.entries(content || {}).map(([media, { schema, example }]) => {
            const value = example !== undefined ? example : sample(schema);
            if (media.includes("problem")) Object.assign(value, { status: Number(status) });
            const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
            return [element("p", {}, element("code", {}, media), ": ", typeOf(schema)), text === "…" ? "" : copyable("Example", text)];
          });
          return element("details", {},
            element("summary", {}, element("span", { class: "status s" + status[0] }, status), " ", inline(description)),
            element("div", {}, bodies, rows.length ? table("Headers", ["Header", "Type", "Meaning"], rows) : ""));
        }

        function article(path, method, operation) {
          const id = "operation-" + operation.operationId;
          return element("article", { id, "aria-labelledby": id + "-title" },
            element("header", {},
              element("span", { class: "method " + method }, method.toUpperCase()), element("code", {}, path),
              element("span", { class: "token" }, operation.security ? "no token needed" : "needs a token")),
            element("h3", { id: id + "-title" }, element("a", { href: "#" + id }, operation.summary)),
            prose(operation.description), copyable("curl", curl(path, method, operation)),
            parameterTable(operation), body(operation),
            element("h4", {}, "Answers"), Object.entries(operation.responses).map(([status, response]) => answer(status, response)));
        }

        """# + scriptPage

    private static let scriptPage = #"""
        // The page

        function operations(tag) {
          return Object.entries(api.paths).flatMap(([path, item]) => methods.filter((method) => item[method]).map((method) => [path, method, item[method]]))
            .filter(([, , operation]) => operation.tags[0] === tag);
        }

        function indexEntry(href, method, text) {
          return element("li", {}, element("a", { href }, method ? element("span", { class: "method " + method }, method.toUpperCase()) : "", element("span", {}, text)));
        }

        function show() {
          document.title = api.info.title + " API";
          const schemas = Object.entries(api.components.schemas).filter(([name]) => name !== "Ignored");
          document.getElementById("index").replaceChildren(
            ...api.tags.map((tag) => element("section", {}, element("h2", {}, tag.name),
              element("ul", {}, operations(tag.name).map(([, method, one]) => indexEntry("#operation-" + one.operationId, method, one.summary))))),
            element("section", {}, element("h2", {}, "Schemas"), element("ul", {}, schemas.map(([name]) => indexEntry("#schema-" + name, "", name)))));
          main.replaceChildren(
            element("h1", {}, api.info.title + " API"),
            element("p", { class: "quiet" }, api.info.summary + " ", element("a", { href: "openapi.json" }, "openapi.json")),
            ...prose(api.info.description),
            ...api.tags.flatMap((tag) => [
              element("h2", { id: "tag-" + tag.name }, tag.name), element("p", {}, tag.description),
              ...operations(tag.name).map((operation) => article(...operation)),
            ]),
            element("h2", {}, "Schemas"),
            ...schemas.map(([name, schema]) => element("article", { id: "schema-" + name },
              element("h3", {}, name), schema.properties ? "" : element("p", {}, typeOf(schema)),
              (schema.allOf || []).map((part) => element("p", {}, "All of ", typeOf(part), ", and:")),
              schema.properties ? prose(schema.description) : about(schema), members(name, schema),
              schema.examples ? copyable("Example", JSON.stringify(schema.examples[0], null, 2)) : "")));
        }

        function filter() {
          const words = document.getElementById("filter").value.toLowerCase().split(/\s+/);
          let count = 0;
          for (const entry of document.querySelectorAll("#index li")) {
            const target = document.getElementById(entry.firstChild.hash.slice(1));
            const heading = (entry.textContent + " " + (target.querySelector("header") || target).textContent).toLowerCase();
            entry.hidden = !words.every((word) => heading.includes(word));
            if (!entry.hidden) count += 1;
          }
          for (const section of document.querySelectorAll("#index section")) section.hidden = !section.querySelector("li:not([hidden])");
          document.getElementById("found").textContent = words.join("") ? count + (count === 1 ? " entry" : " entries") : "";
        }

        /** Marks in the contents what is being read, and keeps it in sight. */
        function mark(link, isCurrent) {
          if (!isCurrent) return link.removeAttribute("aria-current");
          link.setAttribute("aria-current", "true");
          const nav = link.closest("nav");
          const hidden = link.offsetTop < nav.scrollTop || link.offsetTop > nav.scrollTop + nav.clientHeight - 40;
          if (hidden) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
        }

        function follow() {
          const links = new Map([...document.querySelectorAll("#index a")].map((link) => [link.hash.slice(1), link]));
          const observer = new IntersectionObserver((changes) => {
            for (const { target, isIntersecting } of changes) mark(links.get(target.id), isIntersecting);
          }, { rootMargin: "-20% 0px -79% 0px" });
          document.querySelectorAll("main article").forEach((one) => observer.observe(one));
        }

        async function start() {
          const contents = document.getElementById("contents");
          const wide = matchMedia("(min-width: 60.01rem)");
          const fold = () => { contents.open = wide.matches; };
          wide.addEventListener("change", fold);
          fold();
          contents.addEventListener("click", (event) => { if (!wide.matches && event.target.closest("a")) contents.open = false; });
          try {
            const response = await fetch("openapi.json");
            if (!response.ok) throw new Error("status " + response.status);
            api = await response.json();
          } catch (error) {
            document.getElementById("state").textContent = "openapi.json cannot be loaded: " + error.message;
            return;
          }
          show();
          follow();
          document.getElementById("filter").addEventListener("input", filter);
          const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (target) target.scrollIntoView();
        }

        start();

        """#
}
