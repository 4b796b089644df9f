using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Messaging.Consuming;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Outbox;

namespace Platform.Messaging.Storage;

/// <summary>The tables. Names are explicit, whatever the service's naming convention: plain SQL refers to them.</summary>
internal static class MessagingTables
{
    public const string Schema = "messaging";
    public const string Outbox = Schema + ".outbox";
    public const string Inbox = Schema + ".inbox";
    public const string DeadLetters = Schema + ".dead_letters";
    public const string DeadLetterActions = Schema + ".dead_letter_actions";

    public static void AddTo(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(AddOutbox);
        modelBuilder.Entity<InboxMessage>(AddInbox);
        modelBuilder.Entity<DeadLetter>(AddDeadLetters);
        modelBuilder.Entity<DeadLetterAction>(AddDeadLetterActions);
    }

    private static void AddOutbox(EntityTypeBuilder<OutboxMessage> outbox)
    {
        outbox.ToTable("outbox", Schema);
        // An event that is sent in two versions has one id and a row for each.
        outbox.HasKey(m => new { m.Id, m.Type }).HasName("pk_outbox");
        outbox.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        outbox.Property(m => m.Type).HasColumnName("type").HasMaxLength(128);
        outbox.Property(m => m.Subject).HasColumnName("subject").HasMaxLength(256);
        outbox.Property(m => m.Time).HasColumnName("time");
        outbox.Property(m => m.Content).HasColumnName("content");
        outbox.Property(m => m.TraceParent).HasColumnName("trace_parent").HasMaxLength(64);
        outbox.Property(m => m.TraceState).HasColumnName("trace_state").HasMaxLength(512);
        outbox.Property(m => m.Attempts).HasColumnName("attempts");
        outbox.Property(m => m.DueAt).HasColumnName("due_at");
        outbox.Property(m => m.LastError).HasColumnName("last_error").HasMaxLength(512);
        outbox.Property(m => m.DeadAt).HasColumnName("dead_at");
        outbox.Property(m => m.WrittenAt).HasColumnName("written_at").HasDefaultValueSql("now()").ValueGeneratedNever();
        // What the database or the relay writes is left out of a service's insert. It is not asked for afterwards either:
        // then every insert would return a row.
        foreach (var property in (string[])[nameof(OutboxMessage.WrittenAt), nameof(OutboxMessage.DueAt), nameof(OutboxMessage.LastError), nameof(OutboxMessage.DeadAt)])
        {
            outbox.Property(property).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        }

        // The relay reads in this order; dead rows are out of its way.
        outbox.HasIndex(m => m.Id).HasDatabaseName("ix_outbox_waiting").HasFilter("dead_at IS NULL");
    }

    private static void AddInbox(EntityTypeBuilder<InboxMessage> inbox)
    {
        inbox.ToTable("inbox", Schema);
        inbox.HasKey(m => new { m.MessageId, m.Handler }).HasName("pk_inbox");
        inbox.Property(m => m.MessageId).HasColumnName("message_id");
        inbox.Property(m => m.Handler).HasColumnName("handler").HasMaxLength(256);
        inbox.Property(m => m.HandledAt).HasColumnName("handled_at");
        inbox.HasIndex(m => m.HandledAt).HasDatabaseName("ix_inbox_handled_at");
    }

    private static void AddDeadLetters(EntityTypeBuilder<DeadLetter> letters)
    {
        letters.ToTable("dead_letters", Schema);
        letters.HasKey(m => m.Id).HasName("pk_dead_letters");
        letters.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        letters.Property(m => m.Queue).HasColumnName("queue").HasMaxLength(256);
        letters.Property(m => m.Reason).HasColumnName("reason").HasMaxLength(64);
        letters.Property(m => m.Detail).HasColumnName("detail").HasMaxLength(512);
        letters.Property(m => m.ExceptionType).HasColumnName("exception_type").HasMaxLength(256);
        letters.Property(m => m.Attempts).HasColumnName("attempts");
        letters.Property(m => m.TraceId).HasColumnName("trace_id").HasMaxLength(64);
        letters.Property(m => m.FirstFailedAt).HasColumnName("first_failed_at");
        letters.Property(m => m.LastFailedAt).HasColumnName("last_failed_at");
        letters.Property(m => m.ParkedAt).HasColumnName("parked_at");
        letters.Property(m => m.MessageId).HasColumnName("message_id").HasMaxLength(256);
        letters.Property(m => m.Type).HasColumnName("type").HasMaxLength(256);
        letters.Property(m => m.Source).HasColumnName("source").HasMaxLength(256);
        // Text, not jsonb: a header may hold what jsonb refuses.
        letters.Property(m => m.Properties).HasColumnName("properties").HasColumnType("text");
        letters.Property(m => m.Content).HasColumnName("content");
        letters.HasIndex(m => new { m.ParkedAt, m.Id }).HasDatabaseName("ix_dead_letters_parked_at");
    }

    private static void AddDeadLetterActions(EntityTypeBuilder<DeadLetterAction> actions)
    {
        actions.ToTable("dead_letter_actions", Schema);
        actions.HasKey(m => m.Id).HasName("pk_dead_letter_actions");
        actions.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        actions.Property(m => m.At).HasColumnName("at");
        actions.Property(m => m.Actor).HasColumnName("actor").HasMaxLength(256);
        actions.Property(m => m.Action).HasColumnName("action").HasMaxLength(16);
        actions.Property(m => m.Note).HasColumnName("note").HasMaxLength(500);
        actions.Property(m => m.DeadLetterId).HasColumnName("dead_letter_id");
        actions.Property(m => m.MessageId).HasColumnName("message_id").HasMaxLength(256);
        actions.Property(m => m.Type).HasColumnName("type").HasMaxLength(256);
        actions.Property(m => m.Queue).HasColumnName("queue").HasMaxLength(256);
        actions.Property(m => m.Reason).HasColumnName("reason").HasMaxLength(64);
        actions.HasIndex(m => m.DeadLetterId).HasDatabaseName("ix_dead_letter_actions_dead_letter_id");
    }
}
