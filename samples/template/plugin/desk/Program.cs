// A desk with the demo company and your plugin in it. While it runs, 'dotnet build src' has the plugin loaded anew.
return await Helpdesk.Testing.DevelopmentDesk.RunAsync(args);
