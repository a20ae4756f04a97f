using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>Persons, organisations, and what belongs to them.</summary>
internal static class PeopleMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable(nameof(Person));
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Name).HasMaxLength(Person.LongestName);
            person.Property(p => p.FoldedName).HasMaxLength(Person.LongestFoldedName);
            person.Property(p => p.Address).HasMaxLength(Person.LongestAddress);
            person.Property(p => p.FoldedAddress).HasMaxLength(Person.LongestAddress);
            person.Property(p => p.Language).HasMaxLength(20);
            person.Property(p => p.PasswordHash).HasMaxLength(400);
            person.Property(p => p.SecurityStamp).HasMaxLength(40);
            person.HasIndex(p => p.FoldedAddress).IsUnique();
            // The staff are few among many: asked for by Role > Customer.
            person.HasIndex(p => p.Role);
            person.HasIndex(p => new { p.Name, p.Id });
        });
        model.Entity<PersonAlias>(alias =>
        {
            alias.ToTable(nameof(PersonAlias));
            alias.HasKey(a => a.FoldedAddress);
            alias.Property(a => a.FoldedAddress).HasMaxLength(Person.LongestAddress);
            alias.Property(a => a.Address).HasMaxLength(Person.LongestAddress);
            alias.HasIndex(a => a.PersonId);
        });
        model.Entity<OrganisationDomain>(domain =>
        {
            domain.ToTable(nameof(OrganisationDomain));
            domain.HasKey(d => d.Domain);
            domain.Property(d => d.Domain).HasMaxLength(OrganisationDomain.Longest);
            domain.HasIndex(d => d.OrganisationId);
        });
        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable(nameof(Organisation));
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Name).HasMaxLength(Organisation.LongestName);
            organisation.HasIndex(o => new { o.Name, o.Id });
            organisation.HasIndex(o => o.AccountLeadId);
        });
        model.Entity<Site>(site =>
        {
            site.ToTable(nameof(Site));
            site.Property(s => s.Id).ValueGeneratedNever();
            site.Property(s => s.Name).HasMaxLength(Organisation.LongestName);
            site.HasIndex(s => s.OrganisationId);
        });
        model.Entity<Service>(service =>
        {
            service.ToTable(nameof(Service));
            service.Property(s => s.Id).ValueGeneratedNever();
            service.Property(s => s.Name).HasMaxLength(Service.LongestName);
            service.HasIndex(s => s.OrganisationId);
            service.HasIndex(s => s.PersonId);
        });
        model.Entity<ExternalKey>(key =>
        {
            key.ToTable(nameof(ExternalKey));
            key.HasKey(k => new { k.Kind, k.Source, k.ExternalId });
            key.Property(k => k.Source).HasMaxLength(ExternalKey.LongestSource);
            key.Property(k => k.ExternalId).HasMaxLength(ExternalKey.LongestExternalId);
            key.HasIndex(k => new { k.Kind, k.OwnerId });
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable(nameof(Membership));
            membership.HasKey(m => new { m.PersonId, m.OrganisationId });
            membership.HasIndex(m => m.OrganisationId);
        });
    }
}
