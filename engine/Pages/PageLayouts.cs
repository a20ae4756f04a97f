namespace Helpdesk.Engine.Pages;

/// <summary>The frames that a Razor Page can stand in: <c>Layout = PageLayouts.Portal;</c>. A page sets its title by <c>ViewData["Title"]</c>.</summary>
public static class PageLayouts
{
    /// <summary>The customers' portal: top bar with the portal's menu.</summary>
    public const string Portal = "/Pages/Layouts/_Portal.cshtml";

    /// <summary>The agents' workspace: as wide as the screen.</summary>
    public const string Agent = "/Pages/Layouts/_Agent.cshtml";

    /// <summary>The administrators' pages.</summary>
    public const string Admin = "/Pages/Layouts/_Admin.cshtml";

    /// <summary>A page by itself, without menus, as for signing in. Needs neither a reader nor the database.</summary>
    public const string Plain = "/Pages/Layouts/_Plain.cshtml";

    /// <summary>The view data by which a plain page asks for more room: it is there to be read.</summary>
    internal const string Wide = "Wide";

    internal const string Base = "/Pages/Layouts/_Base.cshtml";
    internal const string TopBar = "/Pages/Layouts/_TopBar.cshtml";
    internal const string Menu = "/Pages/Layouts/_Menu.cshtml";
    internal const string Reader = "/Pages/Layouts/_Reader.cshtml";
    internal const string Look = "/Pages/Layouts/_Look.cshtml";
    internal const string Notice = "/Pages/Layouts/_Notice.cshtml";
    internal const string Mark = "/Pages/Layouts/_Mark.cshtml";
}
