using System.Reflection;

namespace Platform.TestKit;

/// <summary>Finds a project's source folder, where a service has its content: settings and models.</summary>
internal static class ProjectFolder
{
    public static string Of(Assembly assembly)
    {
        var project = $"{assembly.GetName().Name}.csproj";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            {
                return Directory.EnumerateFiles(Path.Combine(folder.FullName, "src"), project, SearchOption.AllDirectories)
                    .Select(Path.GetDirectoryName)
                    .FirstOrDefault() ?? throw new DirectoryNotFoundException($"No {project} under src.");
            }
        }

        throw new DirectoryNotFoundException("No Platform.sln above the test's output folder.");
    }
}
