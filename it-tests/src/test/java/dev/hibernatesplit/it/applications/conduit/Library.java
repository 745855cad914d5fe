package dev.hibernatesplit.it.applications.conduit;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of articles, the newest first; in transactions that might write, for all Spring knows. */
@Service
@Transactional
class Library {

  private static final int PAGE = 4;

  private final Users users;
  private final Articles articles;
  private final Tags tags;

  Library(Users users, Articles articles, Tags tags) {
    this.users = users;
    this.articles = articles;
    this.tags = tags;
  }

  public Page<Story> latest(String viewer, int page) {
    return seen(viewer, page, articles::findAll);
  }

  public Page<Story> tagged(String viewer, String tag, int page) {
    return seen(viewer, page, asked -> articles.findByTagsName(tag, asked));
  }

  public Page<Story> by(String viewer, String author, int page) {
    return seen(viewer, page, asked -> articles.findByAuthorUsername(author, asked));
  }

  public Page<Story> favouredBy(String viewer, String fan, int page) {
    return seen(viewer, page, asked -> articles.findByFansUsername(fan, asked));
  }

  public Page<Story> feed(String viewer, int page) {
    return seen(
        viewer, page, asked -> articles.findByAuthorIn(users.named(viewer).getFollowings(), asked));
  }

  public List<String> tags() {
    return tags.findAll(Sort.by("name")).stream().map(Tag::getName).toList();
  }

  private Page<Story> seen(String viewer, int page, Function<Pageable, Page<Article>> query) {
    User user = users.named(viewer);
    return query
        .apply(PageRequest.of(page, PAGE, Sort.by("createdAt").descending()))
        .map(article -> Story.of(article, user));
  }
}
