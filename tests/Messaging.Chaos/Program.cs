using Messaging.Chaos.Workers;

// The process that is killed. The harness starts it, talks to it over its standard streams, and kills it (Harness/WorkerProcess).
return await Worker.RunAsync(args);
