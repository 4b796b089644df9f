using Inference.Tests.Batching;
using Inference.Tests.Folders;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Inference;

namespace Inference.Tests.Serving;

public sealed class ModelHostTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly RecordingLogger _log = new();
    private readonly List<ModelHost> _hosts = [];

    [Fact]
    public void The_newest_version_serves_by_number_and_not_by_letter()
    {
        SampleModel.Write(_root.Path, "1.9.0");
        SampleModel.Write(_root.Path, "1.10.0");

        Serving(Host()).ShouldBe("1.10.0");
    }

    [Fact]
    public void The_version_before_serves_when_the_newest_is_refused_and_the_reasons_are_logged()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        var broken = SampleModel.Write(_root.Path, "1.1.0");
        File.AppendAllText(Path.Combine(broken, ModelFolder.ModelFile), "x");
        File.Delete(Path.Combine(broken, ModelFolder.GoldenFileName));

        Serving(Host()).ShouldBe("1.0.0");

        _log.Lines.ShouldContain(line => line.Contains("1.1.0 is refused: golden.json is missing", StringComparison.Ordinal));
        _log.Lines.ShouldContain(line => line.Contains("1.1.0 is refused: model.onnx has SHA-256", StringComparison.Ordinal));
    }

    [Fact]
    public void A_named_version_must_verify()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        File.Delete(Path.Combine(SampleModel.Write(_root.Path, "2.0.0"), ModelFolder.GoldenFileName));

        Serving(Host(new ModelOptions { Version = "1.0.0" })).ShouldBe("1.0.0");
        Should.Throw<ModelRefusedException>(() => Host(new ModelOptions { Version = "2.0.0" }).Lease())
            .Reasons.ShouldHaveSingleItem().ShouldBe("2.0.0: golden.json is missing.");
    }

    [Fact]
    public void No_version_is_refused_with_a_reason() =>
        Should.Throw<ModelRefusedException>(() => Host().Lease()).Message.ShouldContain("no version folder");

    [Fact]
    public void A_folder_that_holds_another_version_is_refused()
    {
        Directory.Move(SampleModel.Write(_root.Path, "1.0.0"), Path.Combine(_root.Path, "9.0.0"));

        Should.Throw<ModelRefusedException>(() => Host().Lease()).Message.ShouldContain("The manifest says sample 1.0.0");
    }

    [Fact]
    public void An_older_version_is_found_to_replay_its_decisions()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        SampleModel.Write(_root.Path, "2.0.0", SampleModel.Trees.Rescale(2, 0));
        var host = Host();

        using var serving = host.Lease();
        using var past = host.Lease("1.0.0").ShouldNotBeNull();
        using var again = host.Lease("1.0.0").ShouldNotBeNull();
        using var newest = host.Lease("2.0.0").ShouldNotBeNull();

        past.Model.Score([50, 9]).ShouldBe((float)SampleModel.Trees.Score([50, 9]), 1e-6);
        again.Model.ShouldBeSameAs(past.Model);
        newest.Model.ShouldBeSameAs(serving.Model);
        host.Lease("3.0.0").ShouldBeNull();
    }

    [Theory]
    [InlineData("../1.0.0")]
    [InlineData("1.0.0/../../secrets")]
    [InlineData("")]
    [InlineData("1.0.0\n")]
    public void A_version_that_points_elsewhere_is_not_found(string version) => Host().Lease(version).ShouldBeNull();

    [Fact]
    public void A_name_that_points_elsewhere_is_refused() =>
        Should.Throw<ArgumentException>(() => new ModelHost("../fraud", _root.Path, new ModelOptions(), _log));

    [Fact]
    public async Task A_service_does_not_start_without_a_model_that_verifies()
    {
        await using var app = Service("sample");

        var error = await Should.ThrowAsync<ModelRefusedException>(() => app.StartAsync());

        error.Message.ShouldContain("no version folder");
    }

    [Fact]
    public async Task A_service_serves_its_model_by_name()
    {
        SampleModel.Write(Path.Combine(_root.Path, "Models", "sample"));
        await using var app = Service("sample");

        await app.StartAsync();

        Serving(app.Services.GetRequiredKeyedService<ModelHost>("sample")).ShouldBe("1.0.0");
        await app.StopAsync();
    }

    [Fact]
    public async Task A_service_that_took_a_version_out_is_degraded_and_says_why()
    {
        SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "1.0.0");
        SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "2.0.0");
        await using var app = Service(SampleNetworks.Name, "--Models:steps:Path=steps", "--Models:steps:Version=1.0.0");
        var host = app.Services.GetRequiredKeyedService<ModelHost>(SampleNetworks.Name);
        var health = app.Services.GetRequiredService<HealthCheckService>();
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);

        await host.SwapAsync("2.0.0", default);
        using (var lease = host.Lease())
        {
            for (var i = 0; i < 20; i++)
            {
                Should.Throw<InferenceException>(() => lease.Model.Run([1, SampleNetworks.FailsTheCall, 1]));
            }
        }

        (await health.CheckHealthAsync()).Entries["model-steps"].ShouldSatisfyAllConditions(
            entry => entry.Status.ShouldBe(HealthStatus.Degraded),
            entry => entry.Description.ShouldBe("steps: 2.0.0 was taken out: 20 of 20 calls failed. 1.0.0 serves."));
        await host.SwapAsync("1.0.0", default);
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_version_in_configuration_that_is_none_stops_the_start()
    {
        SampleModel.Write(Path.Combine(_root.Path, "Models", "sample"));
        await using var app = Service("sample", "--Models:sample:Version=../1.0.0");

        await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync());
    }

    public void Dispose()
    {
        _hosts.ForEach(host => host.Dispose());
        _root.Dispose();
    }

    private static string Serving(ModelHost host)
    {
        using var lease = host.Lease();
        return lease.Model.Stamp.Version;
    }

    private ModelHost Host(ModelOptions? options = null)
    {
        var host = new ModelHost(SampleModel.Name, _root.Path, options ?? new ModelOptions(), _log);
        _hosts.Add(host);
        return host;
    }

    private WebApplication Service(string model, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _root.Path, Args = ["--urls=http://127.0.0.1:0", .. args] });
        builder.Logging.ClearProviders();
        builder.AddModel(model);
        return builder.Build();
    }

    private sealed class RecordingLogger : ILogger<ModelHost>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
