using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Demo;

/// <summary>A customer of the demo: how mail addresses her, and what she has.</summary>
/// <param name="Called">Her first name; in Japanese her family name.</param>
/// <param name="Domain">Her web site, which conversations speak of.</param>
internal sealed record DemoCustomer(Person Person, string Called, string Domain, long? OrganisationId, Service? Service);

/// <summary>Who works at the demo company and who its customers are: four organisations and a few people of their own, in four languages.</summary>
internal sealed class DemoPeople
{
    private readonly Dictionary<string, Person> _byMailbox = new(StringComparer.Ordinal);
    private readonly UnitOfWork _unit;

    private DemoPeople(UnitOfWork unit) => _unit = unit;

    public List<DemoCustomer> Customers { get; } = [];

    public Person this[string mailbox] => _byMailbox[mailbox];

    public DemoCustomer Customer(string mailbox) => Customers.First(customer => customer.Person == _byMailbox[mailbox]);

    /// <summary>Adds them to the unit of work.</summary>
    /// <param name="passwordHashes">Of those who can be signed in as, by mailbox.</param>
    /// <param name="nobodysHash">Of a password that nobody knows: the others have accounts as well, but for a few who were invited just now.</param>
    public static DemoPeople AddTo(UnitOfWork unit, IReadOnlyDictionary<string, string> passwordHashes, string nobodysHash)
    {
        var people = new DemoPeople(unit);
        people.AddStaff();
        people.AddCustomers();
        foreach (var (mailbox, person) in people._byMailbox)
        {
            if (mailbox is "callum" or "lotte" or "mathis")
            {
                person.Invite(unit.Now);
            }
            else
            {
                person.SetPasswordHash(passwordHashes.GetValueOrDefault(mailbox, nobodysHash));
            }
        }

        return people;
    }

    /// <summary>Puts the staff into their departments. Billing is for its members' eyes (row D8).</summary>
    public async Task AddDepartmentsAsync(CancellationToken cancellationToken)
    {
        var there = await _unit.Desk.Departments.ToDictionaryAsync(d => d.Key, StringComparer.Ordinal, cancellationToken);
        Add(DeskSeed.SupportDepartment, LocalizedText.Of("Support", "Ondersteuning", "Assistance", "サポート"), 10, DepartmentSight.Everybody, "agent", "mia", "yuki");
        Add(DemoTickets.Billing, LocalizedText.Of("Billing", "Facturatie", "Facturation", "請求"), 20, DepartmentSight.Members, "agent", "hugo", "admin");
        Add(DemoTickets.Sales, LocalizedText.Of("Sales", "Verkoop", "Service commercial", "営業"), 30, DepartmentSight.Everybody, "agent", "mia", "admin");

        void Add(string key, LocalizedText name, int order, DepartmentSight sight, params ReadOnlySpan<string> members)
        {
            if (!there.TryGetValue(key, out var department))
            {
                department = new Department(_unit.NewId(), key, name, order, sight);
                _unit.Desk.Departments.Add(department);
            }

            foreach (var member in members)
            {
                _unit.Desk.DepartmentMembers.Add(new DepartmentMember(department.Id, this[member].Id));
            }
        }
    }

    private void AddStaff()
    {
        Somebody("Alex Meyer", "agent", Role.Agent, "en");
        Somebody("Mia Janssen", "mia", Role.Agent, "nl");
        Somebody("Hugo Bernard", "hugo", Role.Agent, "fr");
        Somebody("田中 由紀", "yuki", Role.Agent, "ja");
        Somebody("Nora Lindqvist", "nora", Role.Supervisor, "en");
        Somebody("Robin Peeters", "admin", Role.Administrator, "en");
    }

    private void AddCustomers()
    {
        var studio = Organisation("Brightwater Studio", membersSeeAllTickets: true, "London", "Bristol");
        Member(studio, "Emma Clarke", "customer", "en", "brightwater.example", "Business hosting", isManager: true);
        Member(studio, "Tom Baker", "colleague", "en", "shop.brightwater.example", "Managed shop");
        Member(studio, "Priya Shah", "priya", "en", "brightwater.example");
        Member(studio, "Callum Reid", "callum", "en", "staging.brightwater.example");
        Member(studio, "Grace Okafor", "grace", "en", "brightwater.example");
        Member(studio, "Oliver Hart", "oliver", "en", "portfolio.brightwater.example", "Domain brightwater.example");

        var bakery = Organisation("Bakkerij De Wilg", membersSeeAllTickets: false, "Utrecht", "Zeist");
        Member(bakery, "Sanne de Vries", "sanne", "nl", "bakkerijdewilg.example", "Webhosting Plus", isManager: true);
        Member(bakery, "Daan Visser", "daan", "nl", "bestellen.bakkerijdewilg.example", "Bestelsite");
        Member(bakery, "Fleur Smit", "fleur", "nl", "dewilg-taarten.example");
        Member(bakery, "Ruben Bakker", "ruben", "nl", "bakkerijdewilg.example");
        Member(bakery, "Lotte Mulder", "lotte", "nl", "bakkerijdewilg.example");

        var gallery = Organisation("Galerie Marchand", membersSeeAllTickets: true, "Lyon");
        Member(gallery, "Camille Laurent", "camille", "fr", "galerie-marchand.example", "Hébergement Pro", isManager: true);
        Member(gallery, "Julien Moreau", "julien", "fr", "boutique.galerie-marchand.example", "Boutique en ligne");
        Member(gallery, "Inès Lefèvre", "ines", "fr", "galerie-marchand.example");
        Member(gallery, "Mathis Girard", "mathis", "fr", "galerie-marchand.example");
        Member(gallery, "Chloé Dubois", "chloe", "fr", "catalogue.galerie-marchand.example");

        var trading = Organisation("株式会社さくら商会", membersSeeAllTickets: false, "東京", "大阪");
        Member(trading, "佐藤 健", "sato", "ja", "sakura-shokai.example", "ビジネスサーバー", isManager: true);
        Member(trading, "鈴木 美咲", "suzuki", "ja", "shop.sakura-shokai.example", "ネットショップ");
        Member(trading, "高橋 翔太", "takahashi", "ja", "sakura-shokai.example");
        Member(trading, "伊藤 彩", "ito", "ja", "osaka.sakura-shokai.example");

        Alone("Henrik Sommer", "henrik", "en", "sommer-photo.example", "Starter hosting");
        Alone("Noor van Dijk", "noor", "nl", "yogastudio-noor.example", "Webhosting Start");
        Alone("Paul Fontaine", "paul", "fr", "menuiserie-fontaine.example", "Hébergement Essentiel");
        Alone("山本 結衣", "yamamoto", "ja", "yui-ceramics.example", "スターターサーバー");
    }

    private Person Somebody(string name, string mailbox, Role role, string language)
    {
        var person = new Person(_unit.NewId(), name, $"{mailbox}@demo.example", role, language, _unit.Now);
        _unit.Desk.People.Add(person);
        _byMailbox.Add(mailbox, person);
        return person;
    }

    private Organisation Organisation(string name, bool membersSeeAllTickets, params ReadOnlySpan<string> sites)
    {
        var organisation = new Organisation(_unit.NewId(), name, membersSeeAllTickets);
        _unit.Desk.Organisations.Add(organisation);
        foreach (var site in sites)
        {
            _unit.Desk.Sites.Add(new Site(_unit.NewId(), organisation.Id, site));
        }

        return organisation;
    }

    private void Member(Organisation organisation, string name, string mailbox, string language, string domain, string? service = null, bool isManager = false)
    {
        var person = Somebody(name, mailbox, Role.Customer, language);
        _unit.Desk.Memberships.Add(new Membership(person.Id, organisation.Id, isManager));
        Customers.Add(new DemoCustomer(person, Called(name), domain, organisation.Id, Service(service, domain, organisation.Id, personId: null)));
    }

    private void Alone(string name, string mailbox, string language, string domain, string service)
    {
        var person = Somebody(name, mailbox, Role.Customer, language);
        Customers.Add(new DemoCustomer(person, Called(name), domain, OrganisationId: null, Service(service, domain, organisationId: null, person.Id)));
    }

    private Service? Service(string? name, string domain, long? organisationId, long? personId)
    {
        if (name is null)
        {
            return null;
        }

        var service = new Service(_unit.NewId(), name.Contains('.', StringComparison.Ordinal) ? name : $"{name} – {domain}", organisationId, personId);
        _unit.Desk.Services.Add(service);
        return service;
    }

    /// <summary>The given name; in Japanese the family name, which comes first as well.</summary>
    private static string Called(string name) => name.Split(' ')[0];
}
