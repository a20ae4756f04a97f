return await Helpdesk.Host.Commands.CommandLine.RunAsync(args);
