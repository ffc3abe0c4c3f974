package dev.mishap.applications.datarest;

import java.util.List;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface DrinkRepository extends JpaRepository<Drink, Long> {

	@Query("select d from Drink d where d.price < :price")
	Page<Drink> findCheaper(int price, Pageable pageable);

	@Query("select d from Drink d where d.name = :name")
	List<Drink> findNamed(String name, Sort sort);

}
