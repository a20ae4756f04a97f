using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Departments;

/// <summary>Who answers.</summary>
internal static class DepartmentMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Department>(department =>
        {
            department.ToTable(nameof(Department));
            department.Property(d => d.Id).ValueGeneratedNever();
            department.Property(d => d.Key).HasMaxLength(Department.LongestKey);
            department.HasIndex(d => d.Key).IsUnique();
        });
        model.Entity<DepartmentMember>(member =>
        {
            member.ToTable(nameof(DepartmentMember));
            member.HasKey(m => new { m.DepartmentId, m.PersonId });
            member.HasIndex(m => m.PersonId);
        });
    }
}
