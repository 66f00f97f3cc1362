export interface CatalogueEntry {
  readonly slug: string;
  readonly fr: string;
  readonly en: string;
  /** Other words for it, in any language. */
  readonly also: readonly string[];
}

type Row = readonly [slug: string, fr: string, en: string, ...also: string[]];

const ROWS: readonly Row[] = [
  // School and university
  ['maths', 'Mathématiques', 'Mathematics', 'math', 'algèbre', 'algebra', 'géométrie', 'calculus'],
  ['physics', 'Physique', 'Physics', 'sciences physiques', 'mécanique', 'physique-chimie'],
  ['chemistry', 'Chimie', 'Chemistry'],
  ['biology', 'Biologie', 'Biology', 'svt', 'sciences de la vie et de la terre', 'life sciences'],
  ['french', 'Français', 'French', 'francais langue étrangère', 'fle'],
  ['english', 'Anglais', 'English', 'esl'],
  ['spanish', 'Espagnol', 'Spanish', 'español'],
  ['german', 'Allemand', 'German', 'deutsch'],
  ['portuguese', 'Portugais', 'Portuguese'],
  ['italian', 'Italien', 'Italian'],
  ['arabic', 'Arabe', 'Arabic'],
  ['chinese', 'Chinois', 'Chinese', 'mandarin'],
  ['latin', 'Latin', 'Latin'],
  ['history', 'Histoire', 'History'],
  ['geography', 'Géographie', 'Geography', 'histoire-géographie'],
  ['philosophy', 'Philosophie', 'Philosophy', 'philo'],
  ['literature', 'Littérature', 'Literature', 'lettres'],
  ['economics', 'Économie', 'Economics', 'economy', 'ses'],
  ['accounting', 'Comptabilité', 'Accounting', 'compta', 'bookkeeping'],
  ['statistics', 'Statistiques', 'Statistics', 'stats', 'probabilités', 'probability'],
  ['law', 'Droit', 'Law', 'juridique'],
  ['finance', 'Finance', 'Finance'],
  ['medicine', 'Médecine', 'Medicine', 'anatomie', 'anatomy'],
  ['homework', 'Aide aux devoirs', 'Homework help', 'soutien scolaire', 'tutoring'],
  ['primary-school', 'École primaire', 'Primary school', 'cm2', 'cepe', 'elementary school'],
  ['reading', 'Lecture', 'Reading', 'alphabétisation', 'literacy'],
  ['bepc', 'Préparation au BEPC', 'BEPC preparation', 'brevet'],
  ['baccalaureat', 'Préparation au bac', 'Baccalauréat preparation', 'bac', 'terminale'],
  ['toefl', 'TOEFL', 'TOEFL', 'toeic', 'ielts'],
  ['delf', 'DELF et DALF', 'DELF and DALF', 'dalf', 'tcf', 'tef'],
  // Digital
  ['computer-science', 'Informatique', 'Computer science', 'algorithmique', 'algorithms'],
  ['programming', 'Programmation', 'Programming', 'code', 'coding', 'développement'],
  ['python', 'Python', 'Python'],
  ['javascript', 'JavaScript', 'JavaScript', 'js', 'typescript'],
  ['web-development', 'Développement web', 'Web development', 'html', 'css'],
  ['data-science', 'Science des données', 'Data science', 'machine learning', 'data'],
  ['office', 'Bureautique', 'Office software', 'excel', 'word', 'powerpoint'],
  ['graphic-design', 'Graphisme', 'Graphic design', 'photoshop', 'infographie'],
  // Arts and sport
  ['music', 'Musique', 'Music', 'solfège', 'music theory'],
  ['piano', 'Piano', 'Piano'],
  ['guitar', 'Guitare', 'Guitar'],
  ['singing', 'Chant', 'Singing', 'voix', 'vocal'],
  ['drawing', 'Dessin', 'Drawing', 'peinture', 'painting'],
  ['chess', 'Échecs', 'Chess'],
  ['fitness', 'Remise en forme', 'Fitness', 'sport', 'musculation'],
  // Coaching
  ['career', 'Carrière', 'Career', 'évolution professionnelle', 'emploi'],
  ['orientation', 'Orientation scolaire', 'Study guidance', 'parcoursup', 'choix des études'],
  ['cv', 'CV et lettre de motivation', 'CV and cover letter', 'resume', 'curriculum vitae'],
  ['interview', 'Entretien d’embauche', 'Job interview', 'recrutement'],
  ['public-speaking', 'Prise de parole', 'Public speaking', 'éloquence', 'art oratoire'],
  ['leadership', 'Leadership', 'Leadership', 'management', 'gestion d’équipe'],
  ['stress', 'Gestion du stress', 'Stress management', 'relaxation', 'mindfulness'],
  ['time-management', 'Gestion du temps', 'Time management', 'productivité', 'organisation'],
  ['personal-development', 'Développement personnel', 'Personal development', 'life coaching'],
  ['parenting', 'Parentalité', 'Parenting'],
  ['nutrition', 'Nutrition', 'Nutrition', 'diététique'],
  // Mentoring
  ['entrepreneurship', 'Entrepreneuriat', 'Entrepreneurship', 'startup', 'création d’entreprise'],
  ['fundraising', 'Levée de fonds', 'Fundraising', 'investissement'],
  ['marketing', 'Marketing', 'Marketing', 'marketing digital', 'réseaux sociaux', 'social media'],
  ['sales', 'Vente', 'Sales', 'commercial', 'négociation'],
  ['project-management', 'Gestion de projet', 'Project management', 'agile', 'scrum'],
  ['product-management', 'Gestion de produit', 'Product management', 'product owner'],
  ['human-resources', 'Ressources humaines', 'Human resources', 'rh', 'hr'],
  ['engineering', 'Ingénierie', 'Engineering', 'génie civil', 'civil engineering'],
  ['agribusiness', 'Agro-industrie', 'Agribusiness', 'agriculture', 'agronomie'],
  ['scholarships', 'Bourses d’études', 'Scholarships', 'études à l’étranger', 'study abroad'],
];

/** What people teach, coach and mentor in, and every word under which it is looked for. */
export const CATALOGUE: readonly CatalogueEntry[] = ROWS.map(([slug, fr, en, ...also]) => ({
  slug,
  fr,
  en,
  also,
}));
