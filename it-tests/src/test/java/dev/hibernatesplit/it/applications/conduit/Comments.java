package dev.hibernatesplit.it.applications.conduit;

import org.springframework.data.jpa.repository.JpaRepository;

/** All comments. */
interface Comments extends JpaRepository<Comment, Long> {}
