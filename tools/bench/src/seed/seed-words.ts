const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const GIVEN_NAMES = words(`
  Aminata Kofi Fatou Moussa Awa Ibrahim Mariam Ousmane Adama Aïcha Cheikh Nadège Serge Estelle
  Blaise Chantal Didier Grâce Hervé Inès Jean Kadiatou Laurent Mireille Noël Olivier Prisca Quentin
  Rachel Salif Thérèse Ulrich Viviane Wilfried Yacouba Zénab Patrick Sandrine Emmanuel Clarisse`);

export const FAMILY_NAMES = words(`
  Koné Traoré Ouattara Diallo Ndiaye Diop Camara Touré Kouassi Kouamé Yao Bamba Coulibaly Keita
  Sow Fall Mbaye Ngono Mballa Nkoulou Etoundi Fotso Kamga Tchoumi Mensah Agbeko Dossou Hounkpè
  Ouédraogo Sawadogo Zongo Compaoré Martin Bernard Petit Moreau Tremblay Gagnon Roy Nguema`);

/** What people write about themselves, the most usual first. */
export const BIO_WORDS = words(`
  élèves cours patience méthode examen niveau progrès confiance exercices lycée collège années
  expérience students lessons experience patient exam school university degree explain practice
  pédagogie résultats devoirs révision soutien bases notes classe terminale licence master diplôme
  ingénieur professeur enseignant certifié bilingue français anglais domicile ligne horaires flexible
  week-end soir enfants adultes débutants avancés motivation organisation objectifs suivi parents
  bilan séance personnalisé clear goals weekly plan homework support beginners advanced children
  adults friendly rigorous certified teacher engineer researcher doctor native speaker bilingual
  conversation grammar writing reading project career interview confidence results improve concours
  préparation annales corrigés fiches synthèse mémoire logique raisonnement calcul rédaction oral
  passion écoute rythme autonomie réussite orientation culture musique science nature technologie`);

/** Words that no listing holds, nor anything like them. */
export const UNKNOWN_WORDS = words(`
  xylographie quadrichromie zymurgie wkdnmbr vexillologie ptéridologie ksatriya zwieback`);
