using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// The versions of one model: which serves, and any other by its version, to replay a decision. Safe for all
/// threads. Registered as a keyed singleton by <see cref="InferenceExtensions.AddModel"/>.
/// </summary>
public sealed class ModelHost : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoadedModel?> _versions = [];
    private readonly string _folder;
    private readonly ModelOptions _options;
    private readonly ILogger _logger;
    private LoadedModel? _current;

    /// <param name="name">The model's name: the last part of <paramref name="folder"/>, and the name in every manifest.</param>
    /// <param name="folder">Holds one folder per version.</param>
    public ModelHost(string name, string folder, ModelOptions options, ILogger<ModelHost> logger)
    {
        if (!ModelNames.IsName(name))
        {
            throw new ArgumentException($"\"{name}\" is no model name: lower-case words joined by hyphens.", nameof(name));
        }

        (Name, _folder, _options, _logger) = (name, folder, options, logger);
    }

    public string Name { get; }

    /// <summary>The model that serves. Take it once per decision, so that score, stamp and reasons are of one version.</summary>
    /// <exception cref="ModelRefusedException">No version verifies.</exception>
    public LoadedModel Current => Volatile.Read(ref _current) ?? Start();

    /// <summary>The model of that version, loaded and verified when first asked for; null when there is none that verifies.</summary>
    public LoadedModel? Find(string version)
    {
        if (!ModelNames.IsVersion(version))
        {
            return null;
        }

        lock (_lock)
        {
            return TryLoad(version, []);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var model in _versions.Values)
            {
                model?.Dispose();
            }

            _versions.Clear();
            _current = null;
        }
    }

    private LoadedModel Start()
    {
        lock (_lock)
        {
            if (_current is { } current)
            {
                return current;
            }

            var reasons = new List<string>();
            var candidates = _options.Version is { } wanted ? [wanted] : VersionsNewestFirst();
            foreach (var version in candidates)
            {
                if (TryLoad(version, reasons) is { } model)
                {
                    InferenceLog.Serving(_logger, Name, version, model.Stamp.Sha256);
                    Volatile.Write(ref _current, model);
                    return model;
                }
            }

            throw new ModelRefusedException(
                _folder, reasons.Count > 0 ? reasons : ["There is no version folder, such as 1.0.0."]);
        }
    }

    private LoadedModel? TryLoad(string version, List<string> reasons)
    {
        if (_versions.TryGetValue(version, out var known) && known is not null)
        {
            return known;
        }

        var path = Path.Combine(_folder, version);
        try
        {
            var model = LoadedModel.Open(path, _options);
            if (model.Manifest.Name != Name || model.Manifest.Version != version)
            {
                model.Dispose();
                throw new ModelRefusedException(path, [$"The manifest says {model.Manifest.Name} {model.Manifest.Version}, the folder {Name} {version}."]);
            }

            return _versions[version] = model;
        }
        catch (ModelRefusedException refused)
        {
            foreach (var reason in refused.Reasons)
            {
                InferenceLog.Refused(_logger, Name, version, reason);
            }

            reasons.AddRange(refused.Reasons.Select(reason => $"{version}: {reason}"));
            return null;
        }
    }

    private string[] VersionsNewestFirst() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateDirectories(_folder)
            .Select(path => Path.GetFileName(path))
            .Where(ModelNames.IsVersion)
            .OrderByDescending(Version.Parse)];
}
