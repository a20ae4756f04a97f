using Helpdesk.Engine.Pages;

namespace Helpdesk.Bench.Twins;

/// <summary>Who reads the page.</summary>
internal sealed record TwinReader(long Id, string Name, string Address, int Role, string Brand)
{
    public bool IsStaff => Role > 0;
}

/// <summary>What stands around each page.</summary>
internal static class TwinFrame
{
    private static readonly (string Href, string Icon, string Text)[] Portal = [("/", "home", "Home"), ("/tickets", "ticket", "Tickets"), ("/tickets/new", "plus", "Open a ticket")];

    private static readonly (string Href, string Icon, string Text)[] Agent = [("/agent", "inbox", "Queue"), ("/agent/requests", "users", "Requests to join")];

    /// <param name="here">The page's address, as forms come back to it.</param>
    /// <param name="menu">Which link of the menu this page belongs to.</param>
    public static TwinText Begin(Assets assets, TwinReader reader, string title, string here, string menu)
    {
        var links = reader.IsStaff ? Agent : Portal;
        var text = new TwinText(assets)
            .Raw("<!DOCTYPE html>\n<html lang=\"en\" data-bs-theme=\"auto\">\n<head>\n  <meta charset=\"utf-8\">\n  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("  <meta name=\"color-scheme\" content=\"light dark\">\n  <meta name=\"htmx-config\" content='{\"allowEval\":false,\"includeIndicatorStyles\":false,\"selfRequestsOnly\":true,\"historyCacheSize\":0}'>\n");
        text.Raw("  <meta name=\"request-token\" content=\"").Raw(text.Token).Raw("\">\n  <title>").Say(title).Raw(" · ").Say(reader.Brand).Raw("</title>\n")
            .Raw("  <link rel=\"icon\" type=\"image/svg+xml\" href=\"").Raw(assets.Url(Assets.Favicon)).Raw("\">\n")
            .Raw("  <link rel=\"stylesheet\" href=\"").Raw(assets.Url(Assets.Style)).Raw("\">\n  <script src=\"").Raw(assets.Url(Assets.Script)).Raw("\" defer></script>\n</head>\n<body>\n")
            .Raw("  <a class=\"skip-link\" href=\"#content\">Skip to content</a>\n  <div class=\"page\">\n  <header class=\"navbar desk-bar d-print-none\">\n  <div class=\"container-xl\">\n")
            .Raw("    <a class=\"desk-brand\" href=\"").Raw(reader.IsStaff ? "/agent" : "/").Raw("\"><img class=\"desk-mark\" src=\"").Raw(assets.Url(Assets.Favicon)).Raw("\" alt=\"\" width=\"32\" height=\"32\">").Say(reader.Brand).Raw("</a>\n");
        text.Raw("    <nav class=\"desk-menu\" aria-label=\"Menu\">");
        Menu(text, links, menu);
        text.Raw("</nav>\n    <div class=\"desk-bar-end\">\n      <details class=\"desk-drop desk-drop-wide\">\n")
            .Raw("        <summary class=\"btn btn-ghost-secondary btn-icon\" aria-label=\"Language and appearance\" title=\"Language and appearance\">").Icon("language").Raw("</summary>\n")
            .Raw("        <div class=\"dropdown-menu show desk-drop-body\">");
        Look(text, here);
        text.Raw("</div>\n      </details>\n      <details class=\"desk-drop desk-drop-wide\">\n        <summary class=\"desk-person\" title=\"Signed in as ").Say(reader.Name).Raw("\">\n")
            .Raw("          <span class=\"avatar avatar-sm desk-avatar\" aria-hidden=\"true\">").Say(Initials(reader.Name)).Raw("</span>\n          <span class=\"desk-person-name\">").Say(reader.Name).Raw("</span>\n")
            .Icon("chevron-down").Raw("        </summary>\n        <div class=\"dropdown-menu dropdown-menu-end show desk-drop-body\">");
        Person(text, reader);
        text.Raw("</div>\n      </details>\n      <details class=\"desk-drop desk-drop-phone\">\n        <summary class=\"btn btn-ghost-secondary btn-icon\" aria-label=\"Menu\">").Icon("menu-2").Raw("</summary>\n")
            .Raw("        <div class=\"desk-drop-body desk-sheet\">\n          <nav aria-label=\"Menu\">");
        Menu(text, links, menu);
        text.Raw("</nav>\n");
        Person(text, reader);
        Look(text, here);
        return text.Raw("        </div>\n      </details>\n    </div>\n  </div>\n</header>\n  <div class=\"page-wrapper\">\n    <main id=\"content\" class=\"page-body ")
            .Raw(reader.IsStaff ? "container-fluid desk-wide" : "container-xl").Raw("\" tabindex=\"-1\">\n");
    }

    public static string End(TwinText text, TwinReader reader)
    {
        text.Raw("    </main>\n");
        if (!reader.IsStaff)
        {
            text.Raw("    <footer class=\"footer desk-footer\"><div class=\"container-xl\">").Say(reader.Brand).Raw("</div></footer>\n");
        }

        return text.Raw("  </div>\n</div>\n</body>\n</html>\n").ToString();
    }

    private static void Menu(TwinText text, (string Href, string Icon, string Text)[] links, string here)
    {
        text.Raw("<ul>\n");
        foreach (var link in links)
        {
            text.Raw(link.Href == here ? "<li><a class=\"is-here\" href=\"" : "<li><a href=\"").Raw(link.Href).Raw(link.Href == here ? "\" aria-current=\"page\">" : "\">").Icon(link.Icon).Raw(link.Text).Raw("</a></li>\n");
        }

        text.Raw("</ul>\n");
    }

    private static void Look(TwinText text, string here)
    {
        text.Raw("<div class=\"desk-look\">\n  <form method=\"post\" action=\"/language\" aria-label=\"Language\">\n").TokenField().Raw("<input type=\"hidden\" name=\"returnUrl\" value=\"").Say(here).Raw("\">\n")
            .Raw("    <div class=\"btn-group w-100\" role=\"group\" aria-label=\"Language\">\n")
            .Raw("      <button class=\"btn btn-sm active\" name=\"language\" value=\"en\" lang=\"en\" title=\"English\" aria-pressed=\"true\">EN</button>\n")
            .Raw("      <button class=\"btn btn-sm\" name=\"language\" value=\"nl\" lang=\"nl\" title=\"Nederlands\" aria-pressed=\"false\">NL</button>\n")
            .Raw("      <button class=\"btn btn-sm\" name=\"language\" value=\"fr\" lang=\"fr\" title=\"français\" aria-pressed=\"false\">FR</button>\n")
            .Raw("      <button class=\"btn btn-sm\" name=\"language\" value=\"ja\" lang=\"ja\" title=\"日本語\" aria-pressed=\"false\">日本語</button>\n    </div>\n  </form>\n")
            .Raw("  <theme-switch>\n    <form method=\"post\" action=\"/theme\" aria-label=\"Appearance\">\n").TokenField().Raw("<input type=\"hidden\" name=\"returnUrl\" value=\"").Say(here).Raw("\">\n")
            .Raw("      <div class=\"btn-group w-100\" role=\"group\" aria-label=\"Appearance\">\n")
            .Raw("        <button class=\"btn btn-sm\" name=\"theme\" value=\"light\" aria-pressed=\"false\">").Icon("sun").Raw("Light</button>\n")
            .Raw("        <button class=\"btn btn-sm\" name=\"theme\" value=\"dark\" aria-pressed=\"false\">").Icon("moon").Raw("Dark</button>\n")
            .Raw("        <button class=\"btn btn-sm active\" name=\"theme\" value=\"auto\" aria-pressed=\"true\">").Icon("device-desktop").Raw("Auto</button>\n      </div>\n    </form>\n  </theme-switch>\n</div>\n");
    }

    private static void Person(TwinText text, TwinReader reader)
    {
        text.Raw("<div class=\"desk-reader\">\n  <strong>").Say(reader.Name).Raw("</strong>\n  <span class=\"text-secondary\">").Say(reader.Address).Raw("</span>\n</div>\n");
        if (reader.IsStaff)
        {
            text.Raw("<a class=\"dropdown-item\" href=\"/agent\">").Icon("inbox").Raw("Agents’ workspace</a>\n<a class=\"dropdown-item\" href=\"/\">").Icon("home").Raw("Customer portal</a>\n");
        }

        text.Raw("<a class=\"dropdown-item\" href=\"/account\">").Icon("user").Raw("Your account</a>\n");
        if (!reader.IsStaff)
        {
            text.Raw("<a class=\"dropdown-item\" href=\"/colleagues\">").Icon("users").Raw("Your colleagues</a>\n");
        }

        text.Raw("<form method=\"post\" action=\"/sign-out\">\n").TokenField()
            .Raw("<button class=\"dropdown-item\">").Icon("logout").Raw("Sign out</button>\n</form>\n");
    }

    private static string Initials(string name)
    {
        var space = name.LastIndexOf(' ');
        return space < 0 ? name[..1] : $"{name[0]}{name[space + 1]}";
    }
}
