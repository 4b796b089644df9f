using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Healthcare.Api.Data;

public sealed class HealthcareDbContext(DbContextOptions<HealthcareDbContext> options) : DbContext(options)
{
    public DbSet<Study> Studies => Set<Study>();

    public DbSet<Analysis> Analyses => Set<Analysis>();

    public DbSet<StudyImage> StudyImages => Set<StudyImage>();

    public DbSet<Scanner> Scanners => Set<Scanner>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("healthcare");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HealthcareDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }
}
